//! The themes that come with Fanlight pass the contrast gate on every screen at every hour, as the released program judges it.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context as _, Result, ensure};
use fanlight_tests::{checkout, guests, program};

/// Every theme of the samples: built, or as it is.
fn themes(made: &std::path::Path) -> Result<Vec<PathBuf>> {
    let modules = guests::build("sample-widgets")?;
    let mut themes = Vec::new();
    for entry in fs::read_dir(checkout().join("sample-widgets"))? {
        let folder = entry?.path();
        let name = folder.file_name().and_then(|name| name.to_str()).context("a name")?.to_owned();
        let pack = folder.join(format!("{name}.tokens.json"));
        if pack.is_file() {
            themes.push(pack);
        } else if fs::read_to_string(folder.join("fanlight.toml")).is_ok_and(|text| text.contains("kind = \"theme\"")) {
            let file = made.join(format!("{name}.wasm"));
            fs::write(&file, guests::package(&guests::core(&modules, &name)?, &folder)?)?;
            themes.push(file);
        }
    }
    Ok(themes)
}

#[test]
fn every_sample_can_be_read_on_every_screen_at_every_hour() -> Result<()> {
    let made = tempfile::tempdir()?;
    let themes = themes(made.path())?;
    ensure!(themes.len() >= 4, "{themes:?}");
    for theme in themes {
        let judged = program::fanlight("check", &theme, &[])?;
        ensure!(judged.status == 0 && judged.json["ok"] == true, "{}: {}", theme.display(), judged.json);
        // What is written is read again: a component becomes a pack that passes the same gate.
        for hour in (0..24).step_by(6) {
            let output =
                Command::new(program::binary()?).arg("tokens").arg(&theme).args(["--hour", &hour.to_string()]).output()?;
            ensure!(output.status.success(), "{} at {hour}: {}", theme.display(), String::from_utf8_lossy(&output.stderr));
            let pack = made.path().join("again.tokens.json");
            fs::write(&pack, &output.stdout)?;
            let said = program::fanlight("check", &pack, &[])?;
            ensure!(said.status == 0 && said.json["ok"] == true, "{} at {hour}: {}", theme.display(), said.json);
        }
    }
    Ok(())
}
