//! Components of other toolchains: they run in the frozen profile of WASI, and find nothing there that the manifest does not grant.

use std::{path::PathBuf, process::Command};

use anyhow::{Context as _, Result, ensure};
use fanlight_tests::{checkout, program};
use serde_json::Value;

/// The package that `tests/foreign/build` makes.
fn built(name: &str) -> Result<PathBuf> {
    let status =
        Command::new(checkout().join("tests/foreign/build")).arg(name).env("FANLIGHT_BIN", program::binary()?).status()?;
    ensure!(status.success(), "tests/foreign/build {name} failed");
    Ok(checkout().join("tests/foreign/dist").join(format!("{name}.wasm")))
}

/// Installs the widget, presses its button, and reads what it says.
fn pressed(name: &str) -> Result<Vec<String>> {
    let file = built(name)?;
    let checked = program::fanlight("check", &file, &[])?;
    ensure!(checked.json["ok"] == true, "{}", checked.json);
    let press = r#"{"type":"input","key":"more"}"#;
    // A whole JavaScript engine takes longer to compile than a server allows unless it is told to.
    let said = program::fanlight("run", &file, &["--event", press, "--compile-seconds", "120"].map(String::from))?;
    ensure!(said.status == 0, "{}", said.json);
    Ok(texts(&said.json["frame"]))
}

fn texts(frame: &Value) -> Vec<String> {
    let children = frame["children"].as_array().cloned().unwrap_or_default();
    children.iter().filter_map(|node| Some(node["spans"][0]["text"].as_str()?.to_owned())).collect()
}

#[test]
fn a_widget_in_c_finds_nothing_of_the_system() -> Result<()> {
    let said = pressed("c")?;
    let random = said.get(2).context("it says nothing of randomness")?;
    ensure!(random.starts_with("random ") && random.ends_with(" 0"), "{random}");
    let expected = [
        "count 1",
        "clock of the context, stands, sleep 0",
        random,
        "environment empty, folder /: refused",
        "read /etc/passwd refused, write /tmp/x refused",
        "make a folder refused, stdin closed",
    ];
    ensure!(said == expected, "{said:#?}");
    ensure!(pressed("c")?.get(2) == Some(random), "the same seed gives other randomness");
    Ok(())
}

#[test]
fn a_widget_in_javascript_finds_nothing_of_the_system() -> Result<()> {
    let said = pressed("js")?;
    let expected = ["count 1", "clock stands true", "clock is the context's true"];
    ensure!(said.len() == 4 && said.iter().zip(expected).all(|(said, expected)| said == expected), "{said:#?}");
    Ok(())
}
