//! Nodes that are used: each alone, and all of them in a form. Beside each is what was last entered.

use fanlight_sdk::{Fields, prelude::*};

use crate::Specimen;

const SIZES: [(&str, &str); 3] = [("s", "Small"), ("m", "Medium"), ("l", "Large")];

impl Specimen {
    pub(crate) fn note(&mut self, event: &Event) {
        if event.pressed("press") {
            self.pressed += 1;
        }
        let text = |key: &str, was: &mut String| {
            if let Some(entered) = event.entered(key) {
                *was = entered.into();
            }
        };
        text("text", &mut self.text);
        text("area", &mut self.area);
        let choice = |key: &str, was: &mut Option<String>| {
            if let Some(entered) = event.entered(key) {
                *was = Some(entered.into());
            } else if event.cleared(key) {
                *was = None;
            }
        };
        choice("day", &mut self.day);
        choice("size", &mut self.size);
        choice("colour", &mut self.colour);
        if event.cleared("number") {
            self.number = None;
        }
        self.number = event.number("number").or(self.number);
        self.level = event.number("level").unwrap_or(self.level);
        self.check = event.checked("check").unwrap_or(self.check);
        self.toggle = event.checked("toggle").unwrap_or(self.toggle);
        if let Some(fields) = event.submitted("form") {
            self.sent = Some(written(fields));
        }
    }

    pub(crate) fn inputs(&self) -> impl Children {
        (
            heading("Input"),
            row((
                button("press", "Press").icon(Icon::Plus).primary(),
                button("quiet", "Quiet").quiet(),
                button("remove", "Remove").icon(Icon::Trash).tone(Tone::Danger),
                button("off", "Disabled").disabled(true),
                said("press", self.pressed.to_string()),
            )),
            row((link("A link to follow", "https://example.com/specimen"), link("A link to nobody", "https://example.org/"))),
            text_field("text", "Text").value(&self.text).placeholder("a few words").max_length(40),
            said("text", &self.text),
            text_area("area", "Text area").value(&self.area),
            said("area", &self.area),
            number_field("number", "Number").value(self.number).min(0.0).max(100.0).step(0.5),
            said("number", self.number.map_or("nothing".into(), |number| number.to_string())),
            slider("level", "Slider", self.level, 0.0..=10.0),
            said("level", self.level.to_string()),
            self.rest(),
        )
    }

    fn rest(&self) -> impl Children {
        (
            date_field("day", "Date").value(self.day.as_deref()).min("2026-01-01").max("2026-12-31"),
            said("day", self.day.as_deref().unwrap_or("nothing")),
            row((check("check", "Check", self.check), said("check", self.check.to_string()))),
            row((toggle("toggle", "Toggle", self.toggle), said("toggle", self.toggle.to_string()))),
            select("size", "Select").options(SIZES).selected(self.size.as_deref()),
            said("size", self.size.as_deref().unwrap_or("nothing")),
            radio("colour", "Radio").option("red", "Red").option("blue", "Blue").selected(self.colour.as_deref()),
            said("colour", self.colour.as_deref().unwrap_or("nothing")),
            form("form", "Send", fields()),
            said("form", self.sent.as_deref().unwrap_or("nothing")),
        )
    }
}

fn fields() -> impl Children {
    (
        text_field("form-text", "Name").required(),
        text_area("form-area", "Remark"),
        number_field("form-number", "Count").min(1.0).step(1.0),
        slider("form-level", "Level", 5.0, 0.0..=10.0).step(0.5),
        date_field("form-day", "Day"),
        check("form-check", "Agreed", false),
        toggle("form-toggle", "Loud", true),
        select("form-size", "Size").options(SIZES).required(),
        radio("form-colour", "Colour").option("red", "Red").option("blue", "Blue"),
    )
}

/// What was last entered into the input with this key.
fn said(key: &str, what: impl Into<String>) -> Text {
    text((muted(format!("{key}: ")), code(what)))
}

fn written(fields: Fields<'_>) -> String {
    let number = |key| fields.number(key).map_or("nothing".into(), |number: f64| number.to_string());
    let flag = |key| fields.checked(key).to_string();
    let text = |key| fields.text(key).to_owned();
    [
        text("form-text"),
        text("form-area"),
        number("form-number"),
        number("form-level"),
        text("form-day"),
        flag("form-check"),
        flag("form-toggle"),
        text("form-size"),
        text("form-colour"),
    ]
    .join(", ")
}
