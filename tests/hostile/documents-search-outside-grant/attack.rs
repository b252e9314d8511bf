//! Searches where it may not read: in another folder, by `..`, and from the root of the disk.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, _: &Context) -> Result<()> {
        let all = documents::search_in("", "the", 100)?.hits;
        if all.is_empty() || all.iter().any(|hit| !hit.path.starts_with("projects/")) {
            return Err(Error::failed(format!("a search of everything granted gave {all:?}")));
        }
        let mut denied = Error::failed("nothing was tried");
        for folder in ["people", "projects/../people", "..", "/", "projects/./.."] {
            denied = match documents::search_in(folder, "the", 100) {
                Err(error) if error.is_denied() => error,
                other => return Err(Error::failed(format!("`{folder}` gave {other:?}, not a denial"))),
            };
        }
        Err(denied)
    }

    fn view(&self, _: &Context) -> View {
        column("I look harmless.")
    }
}
