//! A call as bytes: what a worker is asked, and the worker's side of asking. The answer is what the guest said, in the types of the WIT;
//! whoever asked checks it, as it does for a guest in its own process.

use fanlight_runtime::{Failure, Finished, Gate, Limits, Program, decode, encode, workers::Guest};
use serde::{Deserialize, Serialize};
use serde_bytes::{ByteBuf, Bytes};

use crate::{
    theme, widget,
    world::{
        theme::fanlight::bridge::tokens::ThemeContext,
        widget::fanlight::bridge::{context::Context, events::Event},
    },
};

/// Which world a component has to be of.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum World {
    Widget,
    Theme,
}

/// A call of one function. What is borrowed where it is asked is owned where it is answered.
#[derive(Serialize, Deserialize)]
pub(crate) enum Question<C = Context, E = Event, B = ByteBuf, T = String> {
    /// Is the component of this world?
    Is(World),
    Update {
        context: C,
        state: Option<B>,
        event: E,
    },
    Render {
        context: C,
        state: B,
    },
    Migrate {
        from_version: T,
        state: B,
    },
    Tokens(ThemeContext),
}

/// As it is asked.
pub(crate) type Asked<'a> = Question<&'a Context, &'a Event, &'a Bytes, &'a str>;

impl<'a> Asked<'a> {
    pub(crate) fn update(context: &'a Context, state: Option<&'a [u8]>, event: &'a Event) -> Self {
        Self::Update { context, state: state.map(Bytes::new), event }
    }

    pub(crate) fn render(context: &'a Context, state: &'a [u8]) -> Self {
        Self::Render { context, state: Bytes::new(state) }
    }

    pub(crate) fn migrate(from_version: &'a str, state: &'a [u8]) -> Self {
        Self::Migrate { from_version, state: Bytes::new(state) }
    }
}

/// A program in a worker.
#[derive(Clone, Debug)]
pub(crate) struct Bound {
    widget: Result<widget::Here, Failure>,
    theme: Result<theme::Here, Failure>,
}

impl Guest for Bound {
    fn bind(program: Program) -> Self {
        Self { widget: widget::Here::new(program.clone()), theme: theme::Here::new(program) }
    }

    async fn ask(&self, gate: Gate, limits: Limits, question: &[u8]) -> Finished<Vec<u8>> {
        let question = match decode::<Question>(question) {
            Ok(question) => question,
            Err(failure) => return Finished::failed(failure),
        };
        let (widget, theme) = match (question, &self.widget, &self.theme) {
            (Question::Is(World::Widget), widget, _) => return is(widget),
            (Question::Is(World::Theme), _, theme) => return is(theme),
            (Question::Tokens(context), _, Ok(theme)) => return encoded(theme.tokens(gate, limits, context).await),
            (Question::Update { context, state, event }, Ok(widget), _) => {
                let state = state.as_ref().map(|state| state.as_slice());
                return encoded(widget.update(gate, limits, &context, state, &event).await);
            }
            (Question::Render { context, state }, Ok(widget), _) => {
                return encoded(widget.render(gate, limits, &context, &state).await);
            }
            (Question::Migrate { from_version, state }, Ok(widget), _) => {
                return encoded(widget.migrate(gate, limits, &from_version, &state).await);
            }
            (_, widget, theme) => (widget.as_ref().err(), theme.as_ref().err()),
        };
        let failure = widget.or(theme).cloned();
        Finished::failed(failure.unwrap_or_else(|| Failure::internal("nothing was asked")))
    }
}

fn is<T>(bound: &Result<T, Failure>) -> Finished<Vec<u8>> {
    match bound {
        Ok(_) => encoded(Finished::unused(())),
        Err(failure) => Finished::failed(failure.clone()),
    }
}

fn encoded<T: Serialize>(finished: Finished<T>) -> Finished<Vec<u8>> {
    finished.and_then(|answer| encode(&answer))
}
