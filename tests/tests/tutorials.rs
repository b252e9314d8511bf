//! Follows the tutorials to the letter, as far as a machine can: files are written as they are shown, commands are run in order, and what
//! a page says will be printed must be printed. A block marked `once` is for a person's own machine and is left out.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test may write files and run commands")]

use std::{fs, os::unix::fs::symlink, path::Path, process::Command};

use fanlight_tests::{checkout, guests, program};

/// A fenced block: its language, what stands behind it, its text.
struct Block {
    language: String,
    rest: String,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let page = fs::read_to_string(checkout().join("docs").join(page)).unwrap();
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let (language, rest) = info.split_once(' ').unwrap_or((info, ""));
            let text = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
            blocks.push(Block { language: language.to_owned(), rest: rest.to_owned(), text });
        }
    }
    blocks
}

/// Runs the commands where the ones before ended, at first in `home`, with the built program on the path; returns what they print.
fn shell(commands: &str, home: &Path) -> String {
    let place = home.join(".place");
    let folder = fs::read_to_string(&place).map_or_else(|_| home.to_owned(), |folder| folder.trim_end().into());
    let commands = &format!("{commands}\npwd > '{}'", place.display());
    let program = program::binary().unwrap();
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let mut bash = Command::new("bash");
    bash.args(["-euo", "pipefail", "-c", commands]).current_dir(folder).env("PATH", path).env_remove("RUSTFLAGS");
    bash.env("CARGO_TARGET_DIR", guests::authors_target());
    // The toolchain for guests, where rustup cannot fetch the target; it builds for this machine as well.
    if !commands.contains("cargo test") {
        bash.env("RUSTC", guests::toolchain().unwrap());
    }
    let output = bash.output().unwrap();
    let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{commands}\n{said}\n{wrong}");
    said.into_owned()
}

#[test]
fn an_author_follows_the_tutorial() {
    let home = tempfile::tempdir().unwrap();
    symlink(checkout(), home.path().join("fanlight")).unwrap();
    let mut said = String::new();
    let (mut files, mut commands, mut claims) = (0, 0, 0);
    for Block { language, rest, text } in blocks("tutorial-author.md") {
        match (language.as_str(), rest.as_str()) {
            (_, "once") => {}
            ("sh", _) => {
                said = shell(&text, home.path());
                commands += 1;
            }
            ("text", _) => {
                for line in text.lines() {
                    assert!(said.contains(line), "the tutorial promises `{line}`, and this was printed:\n{said}");
                    claims += 1;
                }
            }
            (_, file) => {
                assert!(!file.is_empty() && !file.contains(".."), "a block of {language} without a file name");
                let path = home.path().join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
                files += 1;
            }
        }
    }
    assert!(files >= 4 && commands >= 3 && claims >= 2, "the tutorial lost its blocks");
    assert!(home.path().join("water/dist/water.wasm").exists());
}

/// Code that a page shows from the repository is the repository's.
#[test]
fn shown_code_is_the_code() {
    let mut shown = 0;
    for block in blocks("tutorial-embedder.md").into_iter().filter(|block| block.language == "rust") {
        let code = fs::read_to_string(checkout().join(&block.rest)).unwrap();
        assert!(code.contains(&block.text), "docs/tutorial-embedder.md shows another {}", block.rest);
        shown += 1;
    }
    assert!(shown > 0);
}

/// What the user's tutorial sets in bold stands so in the interface, or is the title of a sample.
#[test]
fn bold_words_are_those_of_the_interface() {
    let said = |folder: &str, file: &str| -> String {
        let entries = fs::read_dir(checkout().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        entries.filter_map(|path| fs::read_to_string(if file.is_empty() { path } else { path.join(file) }).ok()).collect()
    };
    let (interface, samples) = (said("host/web/src/language/en", ""), said("sample-widgets", "fanlight.toml"));
    let page = fs::read_to_string(checkout().join("docs/tutorial-user.md")).unwrap();
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut labels = 0;
    for bold in page.split("**").skip(1).step_by(2).filter(|bold| bold.starts_with(char::is_uppercase)) {
        labels += 1;
        let there = interface.contains(&format!(": \"{bold}\"")) || samples.contains(&format!("title = \"{bold}\""));
        assert!(there, "docs/tutorial-user.md speaks of `{bold}`, which is nowhere in the interface");
    }
    assert!(labels > 15, "{labels}");
}

/// Requests that the embedder's tutorial names are routes.
#[test]
fn named_requests_are_routes() {
    let routes = fs::read_to_string(checkout().join("docs/API.md")).unwrap();
    let page = fs::read_to_string(checkout().join("docs/tutorial-embedder.md")).unwrap();
    let mut named = 0;
    for code in page.split('`').skip(1).step_by(2) {
        let Some((method @ ("GET" | "POST" | "PUT" | "PATCH" | "DELETE"), path)) = code.split_once(' ') else { continue };
        named += 1;
        let path = path.split('?').next().unwrap();
        assert!(
            routes.contains(&format!("| {method} | `{path}` |")),
            "docs/tutorial-embedder.md names `{code}`, which is no route"
        );
    }
    assert!(named > 5, "{named}");
}
