//! A new workspace begins with a few notes. It is made once: what a person deletes stays deleted.

use std::{fs, io, path::Path};

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../assets/workspace/"]
#[allow_missing = true]
struct Notes;

/// Make the folder with its notes, unless it is there. It appears whole or not at all: what is half written bears another name, and a
/// start that was cut short is begun anew by the next one.
pub(super) fn fill(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        return Ok(());
    }
    let unfinished = folder.with_extension("unfinished");
    match fs::remove_dir_all(&unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::create_dir_all(&unfinished)?;
    for name in Notes::iter() {
        let Some(file) = Notes::get(&name) else { continue };
        let path = unfinished.join(name.as_ref());
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, file.data)?;
    }
    fs::rename(unfinished, folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_or_not_at_all() -> io::Result<()> {
        let data = tempfile::tempdir()?;
        let folder = data.path().join("workspace");
        // A start that was cut short.
        fs::create_dir(data.path().join("workspace.unfinished"))?;
        fs::write(data.path().join("workspace.unfinished/half.md"), "# Ha")?;
        fill(&folder)?;
        assert!(folder.join("welcome.md").exists() && !folder.join("half.md").exists());
        assert_eq!(fs::read_dir(data.path())?.count(), 1);
        fs::remove_file(folder.join("welcome.md"))?;
        fill(&folder)?;
        assert!(!folder.join("welcome.md").exists());
        Ok(())
    }
}
