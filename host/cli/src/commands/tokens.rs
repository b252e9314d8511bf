//! `fanlight tokens`: a theme's design tokens as a document that other tools read, and that is a pack for this host again.

use std::path::PathBuf;

use clap::ValueEnum;
use fanlight_bridge::{
    Contrast, Scheme, Theme, ThemeContext,
    manifest::Kind,
    tokens::{SCREENS, export, flat},
};
use fanlight_runtime::{CompileLimits, Compiler, Limits, Settings};

use super::run::compiled;
use crate::{
    clock,
    exit::{Exit, Usage},
    output, processes, upload,
};

/// Arguments of `tokens`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  fanlight tokens dist/daylight.wasm > daylight.tokens.json
  fanlight tokens daylight.tokens.json --scheme dark --contrast more

Without --scheme and --contrast it prints a whole pack, with a group for each screen: `fanlight
check` accepts it, and the gallery takes it. With one of them it prints the tokens of that screen
alone, without Fanlight's own groups.")]
pub(crate) struct TokensArgs {
    /// The theme: a component, or a pack of tokens
    file: PathBuf,
    /// Only the tokens for light, or for dark screens
    #[arg(long, value_enum)]
    scheme: Option<SchemeArg>,
    /// Only the tokens for standard contrast, or for more
    #[arg(long, value_enum)]
    contrast: Option<ContrastArg>,
    /// The hour, for a theme that follows the day
    #[arg(long, value_name = "0-23", default_value_t = 12, value_parser = clap::value_parser!(u8).range(0..24))]
    hour: u8,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SchemeArg {
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ContrastArg {
    Standard,
    More,
}

/// Prints the tokens.
pub(crate) async fn tokens(args: &TokensArgs) -> anyhow::Result<Exit> {
    let (package, bytes) = upload::open_or_bare(&args.file)?;
    if package.manifest.kind != Kind::Theme {
        return Err(Usage::new(format!("{} is a widget", args.file.display()), "Name a theme: only themes have tokens.").into());
    }
    let limits = package.manifest.limits.applied_to(Limits::default());
    let theme = loaded(&bytes).await?;
    let now = clock::now_ms();
    let look =
        async |scheme, contrast| theme.tokens(limits, ThemeContext { now, hour: args.hour, scheme, contrast }).await.result;
    let document = if args.scheme.is_some() || args.contrast.is_some() {
        let scheme = if matches!(args.scheme, Some(SchemeArg::Dark)) { Scheme::Dark } else { Scheme::Light };
        let contrast = if matches!(args.contrast, Some(ContrastArg::More)) { Contrast::More } else { Contrast::Standard };
        flat(&look(scheme, contrast).await?)
    } else {
        let mut looks = Vec::new();
        for (scheme, contrast) in SCREENS {
            looks.push((scheme, contrast, look(scheme, contrast).await?));
        }
        export(&package.manifest, &looks)
    };
    output::result(format_args!("{document:#}"));
    Ok(Exit::Done)
}

/// The theme, compiled now if it is a component; runs one call at a time.
pub(super) async fn loaded(bytes: &[u8]) -> anyhow::Result<Theme> {
    let mut settings = Settings::default();
    settings.concurrency = 1;
    settings.compiler = Some(Compiler::new(processes::compiler(), CompileLimits::default()).without_all_walls());
    let runtime = fanlight_bridge::runtime(settings)?;
    Ok(compiled(Theme::load(&runtime, bytes)).await?)
}
