//! Nodes that are pressed: `button`, `check`, `toggle`, `link`. Each but the link has a key, unique in the view, that its events carry.

use super::{Icon, Node, Tone, wit};
use fanlight_bridge::guest::view::Emphasis;

/// Something to press.
#[derive(Debug, Clone, PartialEq)]
pub struct Button(wit::Button);

/// A button that reads `label`; pressing it comes as [`pressed`](crate::Event::pressed).
pub fn button(key: impl Into<String>, label: impl Into<String>) -> Button {
    Button(wit::Button {
        key: key.into(),
        label: label.into(),
        icon: None,
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

    /// A pictogram before the label.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.0.icon = Some(icon);
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

/// Something that is so or not: a box or a switch.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    check: wit::Check,
    toggle: bool,
}

/// A box that is ticked or not; using it comes as [`checked`](crate::Event::checked).
pub fn check(key: impl Into<String>, label: impl Into<String>, checked: bool) -> Check {
    Check { check: wit::Check { key: key.into(), label: label.into(), checked, disabled: false }, toggle: false }
}

/// A switch that is on or off, for what takes effect at once; using it comes as [`checked`](crate::Event::checked).
pub fn toggle(key: impl Into<String>, label: impl Into<String>, on: bool) -> Check {
    Check { toggle: true, ..check(key, label, on) }
}

impl Check {
    /// It cannot be changed now, if so.
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.check.disabled = disabled;
        self
    }
}

impl From<Check> for Node {
    fn from(check: Check) -> Node {
        Node::leaf(if check.toggle { wit::Node::Toggle(check.check) } else { wit::Node::Check(check.check) })
    }
}

/// A way out to a page of the web.
#[derive(Debug, Clone, PartialEq)]
pub struct Link(wit::Link);

/// A link to an absolute `https://` address. It can be followed if `fanlight.toml` declares its origin and the person granted it;
/// otherwise the address is shown as text.
///
/// ```toml
/// [permissions.links]
/// reason = "Opens the page of a train."
/// scope = { origins = ["https://example.com"] }
/// ```
pub fn link(label: impl Into<String>, address: impl Into<String>) -> Link {
    Link(wit::Link { label: label.into(), address: address.into() })
}

impl From<Link> for Node {
    fn from(link: Link) -> Node {
        Node::leaf(wit::Node::Link(link.0))
    }
}
