//! Writes the C bindings of a world: `bindings WIT_DIR WORLD OUT_DIR`.

use std::{env, fs, path::Path};

use anyhow::{Context as _, Result};
use wit_bindgen_core::{Files, wit_parser::Resolve};

fn main() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [wit, world, out] = args.as_slice() else { anyhow::bail!("usage: bindings WIT_DIR WORLD OUT_DIR") };
    let mut resolve = Resolve::default();
    let (package, _) = resolve.push_path(wit).with_context(|| wit.clone())?;
    let world = resolve.select_world(&[package], Some(world))?;
    let mut files = Files::default();
    wit_bindgen_c::Opts::default().build().generate(&mut resolve, world, &mut files)?;
    fs::create_dir_all(out)?;
    for (name, bytes) in files.iter() {
        fs::write(Path::new(out).join(name), bytes)?;
    }
    Ok(())
}
