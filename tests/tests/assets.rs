//! The committed packages are what their sources make: rebuilt with the toolchain at hand they import the same operations and show the
//! same frames. Bytes differ between toolchains; `tests/assets check` compares hashes of the sources.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use fanlight_tests::{checkout, guests, program};
use serde_json::Value;

#[test]
fn committed_packages_equal_what_is_rebuilt() -> Result<()> {
    let modules = guests::build("sample-widgets")?;
    let rebuilt = tempfile::tempdir()?;
    let mut compared = 0;
    for folder in ["packages", "guests"] {
        for entry in fs::read_dir(checkout().join("host/assets").join(folder))? {
            let committed = entry?.path();
            let name = committed.file_stem().and_then(|stem| stem.to_str()).context("a name")?.to_owned();
            if let Some(name) = name.strip_suffix(".tokens") {
                let source = checkout().join("sample-widgets").join(name).join(format!("{name}.tokens.json"));
                ensure!(fs::read(&committed)? == fs::read(source)?, "{name}: run `tests/assets update`");
                continue;
            }
            let source = checkout().join("sample-widgets").join(&name);
            let fresh = rebuilt.path().join(format!("{name}.wasm"));
            fs::write(&fresh, guests::package(&guests::core(&modules, &name)?, &source)?)?;
            same(&committed, &fresh).with_context(|| format!("{name}: run `tests/assets update`"))?;
            compared += 1;
        }
    }
    ensure!(compared >= 6, "only {compared} packages were compared");
    Ok(())
}

fn same(committed: &Path, fresh: &Path) -> Result<()> {
    let inspect = |file: &Path| program::fanlight("inspect", file, &[]).map(|said| said.json);
    let (old, new) = (inspect(committed)?, inspect(fresh)?);
    for part in ["manifest", "imports", "exports"] {
        ensure!(old[part].is_object() || old[part].is_array(), "`inspect` says nothing of {part}: {old}");
        ensure!(old[part] == new[part], "{part} differ: {} and {}", old[part], new[part]);
    }
    let mut grants: Vec<String> = vec!["--documents".into(), workspace().to_string_lossy().into_owned()];
    for capability in old["manifest"]["permissions"].as_object().into_iter().flat_map(|permissions| permissions.keys()) {
        grants.extend(["--grant".into(), capability.clone()]);
    }
    let frame = |file: &Path| -> Result<Value> {
        let said = program::fanlight("run", file, &grants)?;
        ensure!(said.status == 0, "{}", said.json);
        let mut frame = said.json["frame"].clone();
        forget_instants(&mut frame);
        Ok(frame)
    };
    // A theme follows the hour, which may strike between the two.
    let equal = || -> Result<bool> { Ok(frame(committed)? == frame(fresh)?) };
    ensure!(equal()? || equal()?, "frames differ");
    Ok(())
}

/// Two runs are never at the same millisecond.
fn forget_instants(frame: &mut Value) {
    match frame {
        Value::Object(fields) => {
            fields.remove("at");
            fields.values_mut().for_each(forget_instants);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_instants),
        _ => {}
    }
}

fn workspace() -> PathBuf {
    checkout().join("host/assets/workspace")
}
