//! The command line from outside: statuses, words and JSON shapes that scripts rely on.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test ends at the first surprise")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;
use wit_component::{StringEncoding, dummy_module, embed_component_metadata};
use wit_parser::{ManglingAndAbi, Resolve};

const BRIDGE: &str = include_str!("../../../bridge-api/wit/bridge.wit");
const MANIFEST: &str = r#"
name = "sample"
title = "Sample"
version = "1.2.3"
kind = "widget"
api = "0.1.0"
publisher = "Tests"
description = "A sample."
"#;

fn fanlight(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fanlight")).args(args).output().unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn json(output: &Output) -> Value {
    assert_eq!(stdout(output).lines().count(), 1, "one object on one line: {}", stdout(output));
    serde_json::from_str(stdout(output)).unwrap()
}

/// An author's folder with a manifest and a core module whose exports trap.
struct Author {
    dir: TempDir,
}

impl Author {
    fn new(manifest: &str) -> Self {
        let dir = TempDir::new().unwrap();
        fs::write(dir.path().join("fanlight.toml"), manifest).unwrap();
        let mut resolve = Resolve::default();
        let package = resolve.push_str("bridge.wit", BRIDGE).unwrap();
        let world = resolve.select_world(&[package], Some("widget")).unwrap();
        let mut core = dummy_module(&resolve, world, ManglingAndAbi::Standard32);
        embed_component_metadata(&mut core, &resolve, world, StringEncoding::UTF8).unwrap();
        fs::write(dir.path().join("core.wasm"), core).unwrap();
        Self { dir }
    }

    fn path(&self, name: &str) -> String {
        self.dir.path().join(name).to_str().unwrap().to_owned()
    }

    fn build(&self) -> Output {
        fanlight(&["build", &self.path(""), "--core", &self.path("core.wasm")])
    }
}

#[test]
fn help_teaches_every_subcommand() {
    let help = fanlight(&["--help"]);
    assert_eq!(status(&help), 0);
    for command in ["serve", "new", "build", "check", "inspect", "run", "record", "replay", "tokens", "completions", "doctor"] {
        assert!(stdout(&help).contains(&format!("  {command} ")), "{command}");
        let its_own = fanlight(&[command, "--help"]);
        assert_eq!(status(&its_own), 0);
        assert!(stdout(&its_own).contains("Example"), "{command} shows an example");
        assert!(stdout(&its_own).contains(&format!("fanlight {command}")), "{command}");
    }
}

#[test]
fn usage_errors_end_with_2() {
    for args in [
        &[][..],
        &["dance"],
        &["check"],
        &["serve", "--listen", "nowhere"],
        &["serve", "--listen", "4280"],
        &["serve", "--public-url", "nowhere"],
        &["serve", "--security-contact", "nobody"],
        &["build", "/no/such/folder"],
        &["new", "Not-A-Name"],
    ] {
        let output = fanlight(args);
        assert_eq!(status(&output), 2, "{args:?}: {}", stderr(&output));
        assert!(stdout(&output).is_empty(), "{args:?}");
    }
}

#[test]
fn each_shell_gets_a_script_that_knows_the_subcommands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = fanlight(&["completions", shell]);
        assert_eq!(status(&script), 0, "{shell}");
        for word in ["serve", "inspect", "--grant", "--documents"] {
            let name = word.trim_start_matches('-');
            assert!(stdout(&script).contains(name), "`{name}` is not completed in {shell}");
        }
    }
    assert_eq!(status(&fanlight(&["completions", "dos"])), 2);
}

/// A script that looks at the status alone must not take half a result for a whole one.
#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_ends_with_5_and_a_reader_that_left_with_0() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_fanlight")).args(["completions", "bash"]).stdout(full).output().unwrap();
    assert_eq!(status(&output), 5);
    assert!(stderr(&output).contains("error: the result could not be written to standard output"), "{}", stderr(&output));
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = Command::new(env!("CARGO_BIN_EXE_fanlight")).args(["completions", "bash"]).stdout(writer).output().unwrap();
    assert_eq!((status(&output), stderr(&output)), (0, ""));
}

#[test]
fn building_prints_the_path_and_the_package_passes() {
    let author = Author::new(MANIFEST);
    let built = author.build();
    assert_eq!(status(&built), 0, "{}", stderr(&built));
    let path = stdout(&built).trim();
    assert_eq!(PathBuf::from(path), Path::new(&author.path("dist")).join("sample.wasm"));
    let checked = fanlight(&["check", path, "--json"]);
    assert_eq!(status(&checked), 0);
    assert_eq!(json(&checked), serde_json::json!({ "ok": true, "findings": [] }));
    let for_people = fanlight(&["check", path]);
    assert_eq!(stdout(&for_people), "sample 1.2.3 is a valid widget.\n");
    assert_eq!(fs::read_dir(author.path("dist")).unwrap().count(), 1, "nothing is left beside the package");
}

#[test]
fn the_place_of_the_package_can_be_chosen() {
    let author = Author::new(MANIFEST);
    let place = author.path("made/here.wasm");
    let built = fanlight(&["build", &author.path(""), "--core", &author.path("core.wasm"), "-o", &place]);
    assert_eq!(stdout(&built).trim(), place, "{}", stderr(&built));
    assert!(Path::new(&place).exists());
}

#[test]
fn inspecting_shows_what_is_proven_and_what_is_said() {
    let unused = "[permissions.storage]\nreason = \"Needed for this very test.\"\n[limits]\nfuel = 5000\n";
    let author = Author::new(&format!("{MANIFEST}{unused}"));
    let path = stdout(&author.build()).trim().to_owned();
    let seen = json(&fanlight(&["inspect", &path, "--json"]));
    assert_eq!(seen["digest"].as_str().unwrap().len(), 64);
    assert_eq!(seen["manifest"]["name"], "sample");
    assert_eq!(seen["exports"], serde_json::json!(["migrate", "render", "update"]));
    assert_eq!(seen["imports"], serde_json::json!({}));
    assert_eq!(seen["limits"]["fuel"], 5000);
    assert_eq!(seen["size"], fs::metadata(&path).unwrap().len());
    assert_eq!(seen["findings"][0]["code"], "permission.unused");
    let text = fanlight(&["inspect", &path]);
    for words in ["Sample (sample 1.2.3)", "storage", "Needed for this very test.", "fuel 5000 (lowered by the package)"] {
        assert!(stdout(&text).contains(words), "`{words}` is not in:\n{}", stdout(&text));
    }
}

#[test]
fn invalid_files_end_with_3_and_say_why() {
    let author = Author::new(MANIFEST);
    let core = author.path("core.wasm");
    fs::write(author.path("text.wasm"), "text").unwrap();
    let text = author.path("text.wasm");
    for (file, words) in
        [(core.as_str(), "core module"), (&text, "not WebAssembly"), ("/no/such/file", "cannot read"), ("/", "is a folder")]
    {
        for command in ["check", "inspect", "run"] {
            let output = fanlight(&[command, file]);
            assert_eq!(status(&output), 3, "{command} {file}: {}", stderr(&output));
            assert!(stderr(&output).starts_with("error: ") && stderr(&output).contains("\nhint: "), "{}", stderr(&output));
            assert!(stderr(&output).contains(words), "{}", stderr(&output));
            let output = fanlight(&[command, file, "--json"]);
            assert_eq!(status(&output), 3);
            let error = &json(&output)["error"];
            assert_eq!(error["kind"], "invalid.package");
            assert!(error["message"].as_str().unwrap().contains(words) && !error["hint"].as_str().unwrap().is_empty());
        }
    }
}

#[test]
fn a_wrong_manifest_ends_with_3_before_anything_is_built() {
    for (manifest, words) in [
        (MANIFEST.replace("title = \"Sample\"", ""), "title: it is missing"),
        (MANIFEST.replace("1.2.3", "one"), "version: "),
        (format!("{MANIFEST}[permissions.storage]\n"), "permissions.storage.reason"),
        (format!("{MANIFEST}[permissions.teleport]\nreason = \"To be elsewhere at once.\"\n"), "permissions.teleport"),
    ] {
        let author = Author::new(&manifest);
        let output = author.build();
        assert_eq!(status(&output), 3, "{}", stderr(&output));
        assert!(stderr(&output).contains(words), "`{words}` is not in {}", stderr(&output));
        assert!(!Path::new(&author.path("dist")).exists());
    }
}

#[test]
fn what_is_wrong_in_an_authors_folder_is_named_with_its_file() {
    let author = Author::new(&MANIFEST.replace("\"widget\"", "\"wdiget\""));
    let output = author.build();
    assert!(stderr(&output).contains("fanlight.toml: kind: unknown variant `wdiget`"), "{}", stderr(&output));
    let author = Author::new(&format!("{MANIFEST}[images]\nlogo = \"images/logo.png\"\n"));
    let output = author.build();
    assert_eq!(status(&output), 3);
    assert!(stderr(&output).contains("hint: fanlight.toml names it in [images] as `logo`"), "{}", stderr(&output));
    let author = Author::new(&format!("{MANIFEST}[permissions.links]\nreason = \"Opens the timetable.\"\n"));
    let output = author.build();
    assert_eq!(status(&output), 3);
    assert!(!stderr(&output).contains("Leave `scope` out"), "links ask for nothing without one: {}", stderr(&output));
}

#[test]
fn the_folder_that_was_meant_is_named() {
    let author = Author::new(MANIFEST);
    fs::create_dir_all(author.path("src/parts")).unwrap();
    for (below, hint) in [("src", "hint: Did you mean the folder `"), ("src/parts", "/../..`?")] {
        let output = fanlight(&["build", &author.path(below)]);
        assert_eq!(status(&output), 3);
        assert!(stderr(&output).contains(hint), "{}", stderr(&output));
    }
    let around = TempDir::new().unwrap();
    let build = || Command::new(env!("CARGO_BIN_EXE_fanlight")).arg("build").current_dir(around.path()).output().unwrap();
    assert!(stderr(&build()).contains("hint: Name the widget's folder"), "{}", stderr(&build()));
    for name in ["one", "other"] {
        fs::create_dir(around.path().join(name)).unwrap();
    }
    fs::write(around.path().join("one/fanlight.toml"), MANIFEST).unwrap();
    assert!(stderr(&build()).contains("hint: Did you mean the folder `one`?"), "{}", stderr(&build()));
    fs::write(around.path().join("other/fanlight.toml"), MANIFEST).unwrap();
    assert!(stderr(&build()).contains("hint: Name the widget's folder"), "{}", stderr(&build()));
}

#[test]
fn a_new_folder_holds_a_widget_and_nothing_is_overwritten() {
    let home = TempDir::new().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let sdk = root.join("bridge-api/sdk");
    let new = |name: &str, sdk: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fanlight"));
        command.args(["new", name, "--sdk"]).arg(sdk).current_dir(home.path()).output().unwrap()
    };
    let made = new("reading-list", &sdk);
    assert_eq!((status(&made), stdout(&made)), (0, "reading-list\n"), "{}", stderr(&made));
    let read = |file: &str| fs::read_to_string(home.path().join("reading-list").join(file)).unwrap();
    assert!(read("fanlight.toml").contains("title = \"Reading list\""));
    assert!(read("src/lib.rs").contains("pub struct ReadingList"));
    for file in ["fanlight.toml", "Cargo.toml", "src/lib.rs"] {
        for left in ["{name}", "{title}", "{type}", "{api}", "{sdk}"] {
            assert!(!read(file).contains(left), "{left} in {file}");
        }
    }
    fs::write(home.path().join("reading-list/src/lib.rs"), "mine").unwrap();
    let again = new("reading-list", &sdk);
    assert_eq!(status(&again), 2);
    assert!(stderr(&again).contains("is there already"), "{}", stderr(&again));
    assert_eq!(read("src/lib.rs"), "mine");
    for (name, sdk, words) in [("Reading", sdk.as_path(), "is not a name"), ("list", root, "is not the kit for widgets")] {
        let refused = new(name, sdk);
        assert_eq!(status(&refused), 2);
        assert!(stderr(&refused).contains(words) && stderr(&refused).contains("\nhint: "), "{}", stderr(&refused));
        assert!(!home.path().join(name).exists());
    }
}

#[test]
fn a_guest_that_traps_ends_with_1() {
    let author = Author::new(MANIFEST);
    let path = stdout(&author.build()).trim().to_owned();
    let output = fanlight(&["run", &path, "--json"]);
    assert_eq!(status(&output), 1, "{}", stderr(&output));
    let said = json(&output);
    assert_eq!(said["error"]["kind"], "trap");
    for field in ["fuel", "memory_peak_bytes", "gate_calls", "wall_us"] {
        assert!(said["usage"][field].is_u64(), "{field} in {said}");
    }
}

#[test]
fn sources_are_built_or_it_says_what_is_missing() {
    let author = Author::new(MANIFEST);
    fs::create_dir(author.path("src")).unwrap();
    let cargo_toml = "[package]\nname = \"sample\"\nedition = \"2024\"\n[lib]\ncrate-type = [\"cdylib\"]\n[workspace]\n";
    fs::write(author.path("Cargo.toml"), cargo_toml).unwrap();
    let build = |source: &str| {
        fs::write(author.path("src/lib.rs"), source).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_fanlight"));
        command.args(["build", &author.path("")]).env("CARGO_TARGET_DIR", author.path("target")).output().unwrap()
    };
    // A module that exports nothing of the contract: it builds where the target is installed, and is refused either way.
    let output = build("#![no_std]\n#[panic_handler]\nfn panic(_: &core::panic::PanicInfo) -> ! { loop {} }\n");
    match status(&output) {
        2 => assert!(
            stderr(&output).contains("hint: Install it once: rustup target add wasm32-unknown-unknown"),
            "{}",
            stderr(&output)
        ),
        3 => assert!(stderr(&output).contains("error: "), "{}", stderr(&output)),
        other => panic!("{other}: {}", stderr(&output)),
    }
    let output = build("this is not Rust");
    assert_eq!(status(&output), 3, "{}", stderr(&output));
    assert!(stderr(&output).contains("hint: Mend what cargo says above."), "{}", stderr(&output));
    assert!(stdout(&output).is_empty());
}
