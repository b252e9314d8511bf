//! Reads its storage and does nothing else: its component imports `get`, and neither `put` nor `delete` nor `keys`.

use fanlight_sdk::prelude::*;

/// The state: what was read last.
#[derive(Default, Serialize, Deserialize)]
pub struct Reader {
    note: Option<String>,
}

impl Widget for Reader {
    fn update(&mut self, _: Event, _: &Context) -> Result<()> {
        self.note = storage::get("note")?;
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column((heading("Stored note"), self.note.as_deref().unwrap_or("Nothing is stored yet.")))
    }
}

fanlight_sdk::export!(Reader);
