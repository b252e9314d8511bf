//! Lists the `attack.rs` of every case in tests/hostile, so that none has to be named here.

use std::{env, fmt::Write as _, fs, io, path::Path};

fn main() -> io::Result<()> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../hostile").canonicalize()?;
    println!("cargo::rerun-if-changed={}", cases.display());
    let (mut modules, mut arms) = (String::new(), String::new());
    for case in fs::read_dir(cases)? {
        let case = case?;
        let file = case.path().join("attack.rs");
        let Ok(code) = fs::read_to_string(&file) else { continue };
        let name = case.file_name().to_string_lossy().into_owned();
        let module = name.replace('-', "_");
        // Those that send what no SDK would are written against the bare bindings.
        let exported = if code.contains("impl Raw for Attack") { "raw::Exported" } else { "fanlight_sdk::Exported" };
        let _ = writeln!(modules, "#[path = {file:?}] mod {module};");
        let _ = writeln!(arms, "{name:?} => Functions::of::<{exported}<{module}::Attack>>(),");
    }
    let list = format!("{modules}\nfn attack(name: &str) -> Functions {{ match name {{ {arms} _ => unreachable!() }} }}\n");
    fs::write(Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join("attacks.rs"), list)
}
