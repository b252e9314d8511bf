//! The bare bindings, for what no SDK would send. An attack says what it does; the rest is harmless.

use std::marker::PhantomData;

pub use fanlight_bridge::guest::{
    context::Context,
    documents,
    events::Event,
    failure::Error,
    gate::Refusal,
    log, settings, storage,
    view::*,
    widget::{Guest, Outcome},
};

/// A widget of which only the attack is written.
pub trait Raw {
    /// Keeps an empty state.
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        Ok(Outcome { state: Vec::new(), refresh_after: None })
    }

    /// Shows a line.
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        Ok(heading("Nothing happened."))
    }
}

/// A [`Raw`] behind the functions of the world `widget`.
pub struct Exported<R>(PhantomData<R>);

impl<R: Raw> Guest for Exported<R> {
    fn update(context: Context, state: Option<Vec<u8>>, event: Event) -> Result<Outcome, Error> {
        R::update(context, state, event)
    }

    fn render(context: Context, state: Vec<u8>) -> Result<View, Error> {
        R::render(context, state)
    }

    fn migrate(_: String, state: Vec<u8>) -> Result<Vec<u8>, Error> {
        Ok(state)
    }
}

/// A view of one node.
pub fn only(node: Node) -> Result<View, Error> {
    Ok(View { nodes: vec![node], root: 0 })
}

/// A view of one heading.
pub fn heading(text: impl Into<String>) -> View {
    View { nodes: vec![Node::Heading(Heading { text: text.into(), level: 1 })], root: 0 }
}

/// A column of an arena.
pub fn column(children: Vec<u32>) -> Node {
    Node::Column(Group { children, gap: Gap::None, align: Align::Stretch })
}

/// Words, set plainly.
pub fn plain(text: impl Into<String>) -> Span {
    Span::Plain(Plain { text: text.into(), style: TextStyle::Plain })
}

/// A button.
pub fn button(key: &str, label: &str) -> Node {
    let (key, label) = (key.to_owned(), label.to_owned());
    Node::Button(Button { key, label, icon: None, emphasis: Emphasis::Secondary, tone: Tone::Neutral, disabled: false })
}

/// A refusal of the gate, handed on as the guest's own failure; `Ok` if the gate allowed it, which is not what has to happen.
pub fn refused<T>(answer: Result<T, Refusal>) -> Result<Outcome, Error> {
    match answer {
        Err(Refusal::Denied(words)) => Err(Error::Denied(words)),
        Err(Refusal::Invalid(words) | Refusal::Full(words) | Refusal::Missing(words) | Refusal::Unavailable(words)) => {
            Err(Error::Failed(words))
        }
        Ok(_) => Ok(Outcome { state: Vec::new(), refresh_after: None }),
    }
}
