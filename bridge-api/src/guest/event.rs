//! What an author asks of an event: "was this pressed?", "what was entered there?".

use super::events::{Event, Field, Input, Value};

impl Event {
    /// The button with this key was pressed, or the title of the column to sort by.
    pub fn pressed(&self, key: &str) -> bool {
        matches!(self, Event::Input(Input { key: used, value: Value::Nothing }) if used == key)
    }

    /// A button whose key starts with `prefix` was pressed: the rest of its key.
    /// Rows of a list get keys such as `remove-7`, and `pressed_among("remove-")` is then `Some("7")`.
    pub fn pressed_among(&self, prefix: &str) -> Option<&str> {
        match self {
            Event::Input(Input { key, value: Value::Nothing }) => key.strip_prefix(prefix),
            _ => None,
        }
    }

    /// The check or toggle with this key was ticked (`true`) or cleared (`false`).
    pub fn checked(&self, key: &str) -> Option<bool> {
        self.checked_among(key).and_then(|(rest, on)| rest.is_empty().then_some(on))
    }

    /// A check whose key starts with `prefix` was used: the rest of its key, and whether it is ticked now.
    pub fn checked_among(&self, prefix: &str) -> Option<(&str, bool)> {
        match self {
            Event::Input(Input { key, value: Value::Flag(on) }) => Some((key.strip_prefix(prefix)?, *on)),
            _ => None,
        }
    }

    /// What was entered into the node with this key, outside of a form: the text of a field, a day `YYYY-MM-DD`, or the value of the
    /// answer that was chosen.
    pub fn entered(&self, key: &str) -> Option<&str> {
        match self {
            Event::Input(Input { key: used, value: Value::Text(text) }) if used == key => Some(text),
            _ => None,
        }
    }

    /// The number that was entered into the field or set on the slider with this key, outside of a form.
    pub fn number(&self, key: &str) -> Option<f64> {
        match self {
            Event::Input(Input { key: used, value: Value::Number(number) }) if used == key => Some(*number),
            _ => None,
        }
    }

    /// The number, date or choice with this key, outside of a form, is empty now.
    pub fn cleared(&self, key: &str) -> bool {
        self.pressed(key)
    }

    /// The form with this key was sent: what its fields held.
    pub fn submitted(&self, key: &str) -> Option<Fields<'_>> {
        match self {
            Event::Submitted(form) if form.key == key => Some(Fields(&form.fields)),
            _ => None,
        }
    }
}

/// What the fields of a form held when it was sent. A field that is not there reads as empty.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'event>(&'event [Field]);

impl<'event> Fields<'event> {
    /// The text in a text field, a day `YYYY-MM-DD`, or the value of an answer, without white space around it.
    pub fn text(&self, key: &str) -> &'event str {
        match self.value(key) {
            Some(Value::Text(text)) => text.trim(),
            _ => "",
        }
    }

    /// Whether a check was ticked or a toggle was on.
    pub fn checked(&self, key: &str) -> bool {
        matches!(self.value(key), Some(Value::Flag(true)))
    }

    /// A number, also one that was typed into a text field. `None` if there is none.
    pub fn number(&self, key: &str) -> Option<f64> {
        match self.value(key)? {
            Value::Number(number) => Some(*number),
            Value::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    fn value(&self, key: &str) -> Option<&'event Value> {
        self.0.iter().find(|field| field.key == key).map(|field| &field.value)
    }
}
