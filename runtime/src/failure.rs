//! What went wrong in a call, whose fault it was, and what to do about it.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// The machine-readable kind of a failure. Its text is stable: others script against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// The guest used its fuel.
    Fuel,
    /// The guest, or the host on its behalf, took too long.
    Deadline,
    /// All linear memories together grew past the limit.
    Memory,
    /// All tables together grew past the limit.
    Table,
    /// The guest's stack overflowed.
    Stack,
    /// A view, a state or an argument was too large.
    Output,
    /// Too many calls through the gate.
    GateCalls,
    /// A flood of log lines.
    Log,
    /// A WebAssembly trap, or bytes that break the component model's rules.
    Trap,
    /// The guest said that it failed.
    Guest,
    /// The gate refused and the guest could not go on.
    Denied,
    /// Not a package.
    InvalidPackage,
    /// The manifest is wrong, or the component asks for more than its manifest declares.
    InvalidManifest,
    /// The view breaks the contract.
    InvalidView,
    /// The theme's tokens break the contract or are not readable.
    InvalidTokens,
    /// A signature is missing or wrong.
    InvalidSignature,
    /// A file is no recording, or is damaged.
    InvalidTrace,
    /// Our own fault.
    Internal,
}

/// Whose fault a failure was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blame {
    /// The widget's author.
    Guest,
    /// The person who asked for something impossible.
    User,
    /// Whoever runs the host.
    Operator,
    /// Fanlight itself.
    Ours,
}

impl Kind {
    /// Every kind.
    const ALL: [Self; 18] = [
        Self::Fuel,
        Self::Deadline,
        Self::Memory,
        Self::Table,
        Self::Stack,
        Self::Output,
        Self::GateCalls,
        Self::Log,
        Self::Trap,
        Self::Guest,
        Self::Denied,
        Self::InvalidPackage,
        Self::InvalidManifest,
        Self::InvalidView,
        Self::InvalidTokens,
        Self::InvalidSignature,
        Self::InvalidTrace,
        Self::Internal,
    ];

    /// The stable text, such as `limit.fuel`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fuel => "limit.fuel",
            Self::Deadline => "limit.deadline",
            Self::Memory => "limit.memory",
            Self::Table => "limit.table",
            Self::Stack => "limit.stack",
            Self::Output => "limit.output",
            Self::GateCalls => "limit.gate-calls",
            Self::Log => "limit.log",
            Self::Trap => "trap",
            Self::Guest => "guest",
            Self::Denied => "denied",
            Self::InvalidPackage => "invalid.package",
            Self::InvalidManifest => "invalid.manifest",
            Self::InvalidView => "invalid.view",
            Self::InvalidTokens => "invalid.tokens",
            Self::InvalidSignature => "invalid.signature",
            Self::InvalidTrace => "invalid.trace",
            Self::Internal => "internal",
        }
    }

    /// Whose fault a failure of this kind is.
    pub const fn blame(self) -> Blame {
        match self {
            Self::Internal => Blame::Ours,
            Self::Denied | Self::InvalidTrace => Blame::User,
            _ => Blame::Guest,
        }
    }

    /// What to try when nothing more specific is known.
    const fn hint(self) -> &'static str {
        match self {
            Self::Fuel | Self::Deadline => "Do less in one call: keep a position in the state and ask for a refresh to go on.",
            Self::Memory | Self::Table => {
                "Keep less at once; the limit counts all memories and tables of the component together."
            }
            Self::Stack => "Replace deep recursion with a loop.",
            Self::Output => "Show less at once: page long lists, and keep large values in storage rather than in the state.",
            Self::GateCalls => "Read in larger pieces, or spread the work over several calls.",
            Self::Log => "Log what matters; 64 lines a call are kept.",
            Self::Trap => {
                "The component crashed; a Rust panic ends this way too. Play the same events in a test of the widget to find where."
            }
            Self::Guest => "The widget reported this itself; its author can say more.",
            Self::Denied => "Grant the permission, or make the widget work without it.",
            Self::InvalidPackage => "Build the package with `fanlight build` and try again.",
            Self::InvalidManifest => "Declare the permission with its reason in fanlight.toml, or stop using it.",
            Self::InvalidView => {
                "Its author can read in docs/NODES.md what a node may hold; the SDK counts nodes level by level, from the root, which is 0."
            }
            Self::InvalidTokens => "Its author can read in docs/TOKENS.md which tokens there are.",
            Self::InvalidSignature => "Sign the package again with the publisher's key.",
            Self::InvalidTrace => "Record it again with `fanlight record`.",
            Self::Internal => "This is a fault of the host. The server's log has the details.",
        }
    }
}

/// As its stable text.
impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| D::Error::custom("no kind of failure"))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A failed call: kind, one sentence of what happened, one of what to do.
///
/// ```
/// use fanlight_runtime::{Blame, Failure, Kind};
///
/// let failure = Failure::new(Kind::Fuel, "the call used all of its 10 units of fuel");
/// assert_eq!((failure.kind.as_str(), failure.kind.blame()), ("limit.fuel", Blame::Guest));
/// assert_eq!(failure.to_string(), "limit.fuel: the call used all of its 10 units of fuel");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{kind}: {message}")]
pub struct Failure {
    /// Stable kind.
    pub kind: Kind,
    /// What happened, for people. Never holds a secret.
    pub message: String,
    /// The next step.
    pub hint: String,
    /// The call waited for the host until its time was over. A [`Kind::Deadline`] that did not was computing.
    #[serde(skip)]
    pub waited: bool,
}

impl Failure {
    /// A failure with the kind's usual hint.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: kind.hint().to_owned(), waited: false }
    }

    /// The same failure with a more specific next step.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The same, of a call that waited for the host until its time was over.
    #[must_use]
    pub fn while_waiting(mut self) -> Self {
        self.waited = true;
        self
    }

    /// A failure of the host itself.
    pub fn internal(error: impl fmt::Display) -> Self {
        Self::new(Kind::Internal, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_crosses_between_processes_whole() -> Result<(), postcard::Error> {
        for kind in Kind::ALL {
            let failure = Failure::new(kind, "what happened");
            assert_eq!(postcard::from_bytes::<Failure>(&postcard::to_stdvec(&failure)?)?, failure);
        }
        Ok(())
    }
}
