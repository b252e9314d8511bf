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

    fn view(&self, ctx: &Context) -> View {
        let (title, nothing) = match ctx.language() {
            "de" => ("Gespeicherte Notiz", "Noch ist nichts gespeichert."),
            _ => ("Stored note", "Nothing is stored yet."),
        };
        column((heading(title), self.note.as_deref().unwrap_or(nothing)))
    }
}

fanlight_sdk::export!(Reader);
