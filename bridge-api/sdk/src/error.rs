//! Why a widget could not do its work.

use std::fmt;

use fanlight_bridge::guest::failure;
pub use fanlight_bridge::guest::gate::Refusal;

/// The result of everything here that may fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call ended without a new state. The sentence is shown to the person on the board, so write it for them.
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// The widget could not do it.
    Failed(String),
    /// The state does not fit this version of the widget.
    State(String),
    /// The gate refused. A `Refusal::Denied` that is returned shows as "denied" on the board, with a way to allow it.
    Refused(Refusal),
}

impl Error {
    /// Takes any error's own words.
    pub fn failed(reason: impl fmt::Display) -> Self {
        Self::Failed(reason.to_string())
    }

    /// The person did not allow what the widget asked for.
    pub fn is_denied(&self) -> bool {
        matches!(self, Self::Refused(Refusal::Denied(_)))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Failed(words) | Self::State(words) => words,
            Self::Refused(refusal) => sentence(refusal),
        })
    }
}

impl std::error::Error for Error {}

fn sentence(refusal: &Refusal) -> &str {
    match refusal {
        Refusal::Denied(words)
        | Refusal::Invalid(words)
        | Refusal::Full(words)
        | Refusal::Missing(words)
        | Refusal::Unavailable(words) => words,
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::failed(error)
    }
}

impl From<String> for Error {
    fn from(words: String) -> Self {
        Self::Failed(words)
    }
}

impl From<&str> for Error {
    fn from(words: &str) -> Self {
        Self::Failed(words.to_owned())
    }
}

/// What the host is told.
impl From<Error> for failure::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Failed(words) => Self::Failed(words),
            Error::State(words) => Self::State(words),
            Error::Refused(Refusal::Denied(words)) => Self::Denied(words),
            Error::Refused(refusal) => Self::Failed(sentence(&refusal).to_owned()),
        }
    }
}
