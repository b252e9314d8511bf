//! Nodes that are used: `button`, `text_field`, `check`. Each has a key, unique in the view, that its events carry.

use super::{Node, Tone, wit};
use fanlight_bridge::guest::view::Emphasis;

/// Something to press.
#[derive(Debug, Clone, PartialEq)]
pub struct Button(wit::Button);

/// A button that reads `label`; pressing it comes as [`pressed`](crate::Event::pressed).
pub fn button(key: impl Into<String>, label: impl Into<String>) -> Button {
    Button(wit::Button {
        key: key.into(),
        label: label.into(),
        emphasis: Emphasis::Secondary,
        tone: Tone::Neutral,
        disabled: false,
    })
}

impl Button {
    /// The one that people mostly want.
    pub fn primary(mut self) -> Self {
        self.0.emphasis = Emphasis::Primary;
        self
    }

    /// One that stays in the background.
    pub fn quiet(mut self) -> Self {
        self.0.emphasis = Emphasis::Quiet;
        self
    }

    /// What the button's colour says.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.0.tone = tone;
        self
    }

    /// It cannot be pressed now, if so.
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.0.disabled = disabled;
        self
    }
}

impl From<Button> for Node {
    fn from(button: Button) -> Node {
        Node::leaf(wit::Node::Button(button.0))
    }
}

/// A line to type into.
#[derive(Debug, Clone, PartialEq)]
pub struct TextField(wit::TextField);

/// An empty field for at most 200 characters. Inside a form its text is sent with the form, outside it comes as
/// [`entered`](crate::Event::entered).
pub fn text_field(key: impl Into<String>, label: impl Into<String>) -> TextField {
    TextField(wit::TextField {
        key: key.into(),
        label: label.into(),
        value: String::new(),
        placeholder: None,
        required: false,
        max_length: 200,
        problem: None,
    })
}

impl TextField {
    /// The text that is there already.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.0.value = value.into();
        self
    }

    /// Shown while the field is empty.
    pub fn placeholder(mut self, placeholder: impl Into<String>) -> Self {
        self.0.placeholder = Some(placeholder.into());
        self
    }

    /// It must not be left empty.
    pub fn required(mut self) -> Self {
        self.0.required = true;
        self
    }

    /// Longest text in characters, 1 to 10,000.
    pub fn max_length(mut self, characters: u32) -> Self {
        self.0.max_length = characters;
        self
    }

    /// Says what is wrong with what was entered, if anything is.
    pub fn problem(mut self, problem: Option<impl Into<String>>) -> Self {
        self.0.problem = problem.map(Into::into);
        self
    }
}

impl From<TextField> for Node {
    fn from(field: TextField) -> Node {
        Node::leaf(wit::Node::TextField(field.0))
    }
}

/// Something that is so or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Check(wit::Check);

/// A box that is ticked or not; using it comes as [`checked`](crate::Event::checked).
pub fn check(key: impl Into<String>, label: impl Into<String>, checked: bool) -> Check {
    Check(wit::Check { key: key.into(), label: label.into(), checked, disabled: false })
}

impl Check {
    /// It cannot be changed now, if so.
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.0.disabled = disabled;
        self
    }
}

impl From<Check> for Node {
    fn from(check: Check) -> Node {
        Node::leaf(wit::Node::Check(check.0))
    }
}
