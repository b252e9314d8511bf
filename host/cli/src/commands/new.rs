//! `fanlight new`: an author's folder with a widget or a theme that builds and runs.

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
};

use fanlight_bridge::manifest::{API_VERSION, Manifest};
use serde_json::Value;

use crate::{
    exit::{Exit, Usage},
    output,
};

/// What a widget's folder holds: the name of each file, and its text with `{name}`, `{title}`, `{type}` and the like in it.
/// The manifest comes first.
const WIDGET: [(&str, &str); 4] = [
    ("fanlight.toml", include_str!("new/widget.toml.txt")),
    ("Cargo.toml", include_str!("new/Cargo.toml.txt")),
    ("src/lib.rs", include_str!("new/widget.rs.txt")),
    (".gitignore", include_str!("new/gitignore.txt")),
];

/// The same of a theme's.
const THEME: [(&str, &str); 4] = [
    ("fanlight.toml", include_str!("new/theme.toml.txt")),
    ("Cargo.toml", include_str!("new/Cargo.toml.txt")),
    ("src/lib.rs", include_str!("new/theme.rs.txt")),
    (".gitignore", include_str!("new/gitignore.txt")),
];

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The widget counts, has a setting and a test: change it into yours. docs/tutorial-author.md explains
each part of it, docs/NODES.md shows what else it can draw. The theme has one hue, by day and by
night: docs/TOKENS.md. `fanlight dev` shows either while you change it.

Examples:
  fanlight new reading-list
  reading-list
  fanlight new seaside --kind theme
  seaside

It needs the kit for widgets, the folder bridge-api/sdk of a clone of Fanlight, and finds it by
itself when this program was built in the clone, or when the new folder is in or beside it.")]
pub(crate) struct NewArgs {
    /// The folder to make; its name becomes the widget's
    dir: PathBuf,
    /// The language that it is written in
    #[arg(long, value_enum, default_value_t = Lang::Rust)]
    lang: Lang,
    /// What it is
    #[arg(long, value_enum, default_value_t = Kind::Widget)]
    kind: Kind,
    /// The kit for widgets, where it is not found by itself
    #[arg(long, value_name = "DIR")]
    sdk: Option<PathBuf>,
}

/// Languages with a kit.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Lang {
    /// Rust
    Rust,
}

/// What there is a beginning for.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Kind {
    /// A widget
    Widget,
    /// A theme that is computed; one without code is a file of design tokens (docs/TOKENS.md)
    Theme,
}

/// Writes the folder and prints its path; nothing that is there already is touched.
pub(crate) fn new(args: &NewArgs) -> anyhow::Result<Exit> {
    let NewArgs { dir, lang: Lang::Rust, .. } = args;
    // A theme has no state to write down.
    let (files, kind, serde) = match args.kind {
        Kind::Widget => (WIDGET, "Widget", "serde = { version = \"1\", features = [\"derive\"] }\n"),
        Kind::Theme => (THEME, "Theme", ""),
    };
    let name = dir.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let words: Vec<&str> = name.split('-').filter(|word| !word.is_empty()).collect();
    let title = capital(&words.join(" "));
    let filled = |text: &str, sdk: &str| {
        // With the kind behind it, since `View` or `Theme` is something else already.
        let of_type = words.iter().map(|word| capital(word)).chain([kind.to_owned()]).collect::<String>();
        let text = text.replace("{name}", name).replace("{title}", &title).replace("{type}", &of_type);
        text.replace("{api}", API_VERSION).replace("{sdk}", sdk).replace("{serde}", serde)
    };
    // What is wrong with the name is wrong with the manifest.
    Manifest::from_toml(&filled(files[0].1, "")).map_err(|e| {
        Usage::new(format!("{}: {}", dir.display(), e.problem), format!("The folder gives the package its name, too. {}", e.hint))
    })?;
    let unwritable = |e: io::Error| Usage::new(format!("cannot write {}: {e}", dir.display()), "Choose another place.");
    if fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) || dir.is_file() {
        return Err(Usage::new(format!("{} is there already", dir.display()), "Choose another name, or remove it first.").into());
    }
    let sdk = match &args.sdk {
        Some(sdk) if is_sdk(sdk) => sdk.clone(),
        Some(sdk) => {
            let hint = "Name the folder bridge-api/sdk of a clone of Fanlight.";
            return Err(Usage::new(format!("{} is not the kit for widgets", sdk.display()), hint).into());
        }
        None => found(dir).ok_or_else(|| {
            let hint = "Name it: --sdk DIR, the folder bridge-api/sdk of a clone of Fanlight.";
            Usage::new("the kit for widgets was not found", hint)
        })?,
    };
    fs::create_dir_all(dir.join("src")).map_err(unwritable)?;
    let sdk = Value::from(relative(&fs::canonicalize(dir)?, &fs::canonicalize(sdk)?).to_string_lossy()).to_string();
    for (file, text) in files {
        fs::write(dir.join(file), filled(text, &sdk)).map_err(unwritable)?;
    }
    output::result(dir.display());
    output::note(format_args!("next: fanlight dev {}", dir.display()));
    Ok(Exit::Done)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn is_sdk(dir: &Path) -> bool {
    fs::read_to_string(dir.join("Cargo.toml")).is_ok_and(|text| text.lines().any(|line| line == "name = \"fanlight-sdk\""))
}

/// The kit of the clone that this program was built in, or of one around or beside the new folder.
fn found(dir: &Path) -> Option<PathBuf> {
    let program = std::env::current_exe().and_then(fs::canonicalize).ok()?;
    let here = std::path::absolute(dir).ok()?;
    let clones = program.ancestors().chain(here.ancestors()).flat_map(|dir| [dir.to_owned(), dir.join("fanlight")]);
    clones.map(|clone| clone.join("bridge-api/sdk")).find(|sdk| is_sdk(sdk))
}

/// The way from one folder to another, as long as they have more than the root in common; both are canonical.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let common = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    if common < 2 {
        return to.to_owned();
    }
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    up.chain(to.components().skip(common)).collect()
}
