//! Invariants of the repository that no compiler keeps. docs/ARCHITECTURE.md says why each is there.
#![allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use fanlight_tests::checkout;

/// Every file that git has or would take, by its path from the root.
fn files() -> Vec<String> {
    let list = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(checkout())
        .output()
        .unwrap();
    let list = String::from_utf8(list.stdout).unwrap();
    list.lines().filter(|path| checkout().join(path).is_file()).map(str::to_owned).collect()
}

fn text(path: &str) -> Option<String> {
    fs::read_to_string(checkout().join(path)).ok()
}

fn product_code(path: &str) -> bool {
    path.ends_with(".rs") && (path.starts_with("runtime/src") || path.starts_with("bridge-api/src") || path.starts_with("host/"))
}

/// Who may depend on whom: imports point one way.
#[test]
fn imports_point_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("runtime", &[][..]),
        ("bridge-api", &["fanlight-runtime"][..]),
        ("bridge-api/sdk", &["fanlight-bridge"][..]),
        ("host/store", &[][..]),
        ("host/registry", &["fanlight-bridge", "fanlight-runtime"][..]),
        ("host/server", &["fanlight-bridge", "fanlight-registry", "fanlight-runtime", "fanlight-store"][..]),
        ("host/cli", &["fanlight-bridge", "fanlight-registry", "fanlight-runtime", "fanlight-server"][..]),
    ]);
    for (folder, may) in allowed {
        let manifest = text(&format!("{folder}/Cargo.toml")).unwrap();
        let dependencies = manifest.split("[dev-dependencies]").next().unwrap();
        for line in dependencies.lines().filter(|line| line.starts_with("fanlight-")) {
            let name = line.split(['.', ' ', '=']).next().unwrap();
            assert!(may.contains(&name), "{folder} may not depend on {name}");
        }
    }
}

#[test]
fn only_the_store_speaks_sql() {
    for path in
        files().iter().filter(|path| path.ends_with("Cargo.toml") && *path != "Cargo.toml" && *path != "host/store/Cargo.toml")
    {
        assert!(!text(path).unwrap().contains("sqlx"), "{path} uses sqlx; only host/store may");
    }
}

/// A capability's name, as data, stays in its folder: everything else reads the list in `capabilities.rs`.
#[test]
fn capabilities_are_named_at_home() {
    let names: Vec<String> = fs::read_dir(checkout().join("bridge-api/src/capabilities"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(names.len() >= 4);
    for path in files().iter().filter(|path| product_code(path) && !path.contains("/tests") && !path.starts_with("host/store")) {
        let code = text(path).unwrap();
        // What follows the first test module or doc example is not product code.
        let code: String =
            code.split("#[cfg(test)]").next().unwrap().lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for name in &names {
            let home = format!("bridge-api/src/capabilities/{name}/");
            let literal =
                if matches!(name.as_str(), "log" | "settings") { format!("fanlight:{name}/") } else { format!("\"{name}\"") };
            assert!(path.starts_with(&home) || !code.contains(&literal), "{path} names the capability {literal}");
        }
    }
}

#[test]
fn unsafe_code_has_one_home() {
    let homes = [
        "runtime/src/artifacts/native.rs",
        "runtime/src/confine/descriptors.rs",
        "runtime/src/export/checked.rs",
        "bridge-api/src/guest.rs",
        "bridge-api/sdk/src/arena.rs",
    ];
    for path in files().iter().filter(|path| product_code(path) || path.starts_with("bridge-api/sdk/src")) {
        let allows = text(path).unwrap().contains("allow(unsafe_code");
        assert!(!allows || homes.contains(&path.as_str()), "{path} allows unsafe code");
    }
}

#[test]
fn files_are_one_idea() {
    let code = |path: &str| (path.ends_with(".rs") || path.ends_with(".ts")) && !path.ends_with(".d.ts");
    for path in files().iter().filter(|path| code(path)) {
        let lines = text(path).unwrap().lines().count();
        assert!(lines <= 500, "{path} has {lines} lines: is it one idea?");
    }
}

/// Paths in backquotes that docs give as code: `runtime/src/gate.rs`, or a folder. They must exist.
#[test]
fn docs_name_what_exists() {
    let top = ["runtime/", "bridge-api/", "host/", "sample-widgets/", "tests/", "docs/", ".ci/"];
    for path in files().iter().filter(|path| path.ends_with(".md") && !path.starts_with("host/assets")) {
        let prose = text(path).unwrap();
        for span in prose.split('`').skip(1).step_by(2) {
            let named = span.split([' ', '#', ':']).next().unwrap();
            if top.iter().any(|top| named.starts_with(top)) && !named.contains(['<', '*', '…', '{', '$']) {
                assert!(exists(path, named), "{path} names `{named}`, which does not exist");
            }
        }
    }
    assert!(exists("README.md", "docs/ARCHITECTURE.md"));
}

fn exists(doc: &str, named: &str) -> bool {
    let beside: PathBuf = Path::new(doc).parent().map(|dir| checkout().join(dir).join(named)).unwrap_or_default();
    checkout().join(named).exists() || beside.exists() || ["dist/", "target/"].iter().any(|made| named.contains(made))
}

#[test]
fn every_hostile_case_says_what_it_is() {
    let folders = fs::read_dir(checkout().join("tests/hostile")).unwrap().map(|entry| entry.unwrap().path());
    for folder in folders.filter(|path| path.is_dir() && !path.ends_with("target")) {
        assert!(folder.join("case.toml").is_file(), "{} has no case.toml", folder.display());
    }
}

/// The README shows a widget that is built and tested, not one that was typed.
#[test]
fn the_readme_shows_the_real_counter() {
    let code = text("sample-widgets/counter/src/lib.rs").unwrap();
    let widget = code.split_once("\n\n").unwrap().1;
    assert!(text("README.md").unwrap().contains(widget.trim()), "README.md and sample-widgets/counter/src/lib.rs differ");
}
