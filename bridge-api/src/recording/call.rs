//! What a call of a widget or theme is, as named parts: JSON, but for states, which are bytes to the host.

use fanlight_runtime::{Failure, Kind, recording::Parts};
use serde::{Serialize, de::DeserializeOwned};

use crate::{Context, Event, Outcome, Reach, ThemeContext, Tokens, View, view::Written};

pub(super) const UPDATE: &str = "update";
pub(super) const RENDER: &str = "render";
pub(super) const MIGRATE: &str = "migrate";
pub(super) const TOKENS: &str = "tokens";

/// Names of parts.
pub(super) const CONTEXT: &str = "context";
pub(super) const STATE: &str = "state";
pub(super) const EVENT: &str = "event";
pub(super) const REACH: &str = "reach";
pub(super) const FROM_VERSION: &str = "from-version";
pub(super) const REFRESH_AFTER: &str = "refresh-after";
pub(super) const VIEW: &str = "view";

/// A call with its parameters.
#[derive(Clone, Debug)]
pub(super) enum Call {
    Update { context: Context, state: Option<Vec<u8>>, event: Event },
    Render { context: Context, state: Vec<u8>, reach: Reach },
    Migrate { from_version: String, state: Vec<u8> },
    Tokens { context: ThemeContext },
}

impl Call {
    /// The exported function.
    pub(super) fn function(&self) -> &'static str {
        match self {
            Self::Update { .. } => UPDATE,
            Self::Render { .. } => RENDER,
            Self::Migrate { .. } => MIGRATE,
            Self::Tokens { .. } => TOKENS,
        }
    }

    /// Its parameters as parts.
    pub(super) fn parts(&self) -> Result<Parts, Failure> {
        Ok(match self {
            Self::Update { context, state, event } => {
                let written = json(event)?;
                // JSON has no infinite numbers; no event that comes through a view has one either.
                if serde_json::from_slice::<Event>(&written).ok().as_ref() != Some(event) {
                    return Err(invalid(format!("an event `{}` with such a value cannot be written down", event.name())));
                }
                let mut parts = parts([(CONTEXT, json(context)?), (EVENT, written)]);
                parts.extend(state.clone().map(|state| (STATE.to_owned(), state)));
                parts
            }
            Self::Render { context, state, reach } => {
                let reach = json(&reach.written().map_err(Failure::internal)?)?;
                parts([(CONTEXT, json(context)?), (STATE, state.clone()), (REACH, reach)])
            }
            Self::Migrate { from_version, state } => {
                parts([(FROM_VERSION, from_version.clone().into_bytes()), (STATE, state.clone())])
            }
            Self::Tokens { context } => parts([(CONTEXT, json(context)?)]),
        })
    }

    /// A call from its parts, which may be a stranger's.
    pub(super) fn read(function: &str, parts: &Parts) -> Result<Self, Failure> {
        let state = || part(parts, STATE).cloned();
        Ok(match function {
            UPDATE => Self::Update { context: of_json(parts, CONTEXT)?, state: state().ok(), event: of_json(parts, EVENT)? },
            RENDER => {
                let reach = Reach::of_written(of_json::<Written>(parts, REACH)?).map_err(|e| invalid(e.to_string()))?;
                Self::Render { context: of_json(parts, CONTEXT)?, state: state()?, reach }
            }
            MIGRATE => {
                let from_version = String::from_utf8(part(parts, FROM_VERSION)?.clone());
                Self::Migrate { from_version: from_version.map_err(|e| invalid(e.to_string()))?, state: state()? }
            }
            TOKENS => Self::Tokens { context: of_json(parts, CONTEXT)? },
            other => return Err(invalid(format!("the recording calls `{other:.40}`, which no widget and no theme has"))),
        })
    }
}

/// What an update gave.
pub(super) fn outcome(given: &Outcome) -> Result<Parts, Failure> {
    let mut parts = state(&given.state)?;
    parts.extend(given.refresh_after.map(|ms| (REFRESH_AFTER.to_owned(), ms.to_string().into_bytes())));
    Ok(parts)
}

/// What a migration gave.
pub(super) fn state(given: &[u8]) -> Result<Parts, Failure> {
    Ok(parts([(STATE, given.to_vec())]))
}

/// What a rendering gave.
pub(super) fn view(given: &View) -> Result<Parts, Failure> {
    Ok(parts([(VIEW, json(given)?)]))
}

/// What a theme gave.
pub(super) fn tokens(given: &Tokens) -> Result<Parts, Failure> {
    Ok(parts([(TOKENS, json(given)?)]))
}

pub(super) fn invalid(message: impl Into<String>) -> Failure {
    Failure::new(Kind::InvalidTrace, message)
}

fn parts<const N: usize>(parts: [(&str, Vec<u8>); N]) -> Parts {
    parts.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}

fn json<T: Serialize>(value: &T) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec(value).map_err(Failure::internal)
}

fn part<'a>(parts: &'a Parts, name: &str) -> Result<&'a Vec<u8>, Failure> {
    parts.get(name).ok_or_else(|| invalid(format!("a call of the recording has no {name}")))
}

fn of_json<T: DeserializeOwned>(parts: &Parts, name: &str) -> Result<T, Failure> {
    serde_json::from_slice(part(parts, name)?).map_err(|e| invalid(format!("the {name} of a recorded call cannot be read: {e}")))
}
