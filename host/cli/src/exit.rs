//! Exit statuses, decided here alone. Scripts rely on them.

use std::process::ExitCode;

use fanlight_runtime::{Failure, Kind};

/// How the command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    /// 0: done.
    Done = 0,
    /// 1: the guest failed: a limit, a trap, its own error, an invalid view or invalid tokens; or it differs from its recording.
    Guest = 1,
    /// 2: the command line is wrong, or a tool that it needs is missing.
    Usage = 2,
    /// 3: the file is not a package or a recording, cannot be read or does not build; or it is a pack of tokens that is refused; or a
    /// file of the server's data folder is damaged.
    Invalid = 3,
    /// 4: refused: the guest needs what was not granted; or the server's data folder may not be used.
    Refused = 4,
    /// 5: our fault, or the machine's: no space, no memory.
    Ours = 5,
}

/// The command line asks for something that cannot be.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Usage {
    /// What is wrong.
    pub(crate) message: String,
    /// What to write or install instead.
    pub(crate) hint: String,
}

impl Usage {
    /// A usage error with its hint.
    pub(crate) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }
}

/// The server did not start.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct NotServed {
    /// The status.
    pub(crate) exit: Exit,
    /// Why.
    pub(crate) message: String,
    /// What to do about it; empty where the message says so itself.
    pub(crate) hint: String,
}

/// Context of a failure: the file itself is wrong, and nothing of it ran, whatever the kind.
#[derive(Debug)]
pub(crate) struct InvalidFile;

impl std::fmt::Display for InvalidFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the file is not valid")
    }
}

impl Exit {
    /// The status for an error of any command.
    pub(crate) fn of(error: &anyhow::Error) -> Self {
        if error.downcast_ref::<InvalidFile>().is_some() {
            Self::Invalid
        } else if let Some(failure) = error.downcast_ref::<Failure>() {
            Self::of_kind(failure.kind)
        } else if error.downcast_ref::<Usage>().is_some() {
            Self::Usage
        } else if let Some(not_served) = error.downcast_ref::<NotServed>() {
            not_served.exit
        } else {
            Self::Ours
        }
    }

    /// The status for a failure.
    pub(crate) fn of_kind(kind: Kind) -> Self {
        match kind {
            Kind::InvalidPackage | Kind::InvalidManifest | Kind::InvalidSignature | Kind::InvalidTrace => Self::Invalid,
            Kind::Denied => Self::Refused,
            Kind::Internal => Self::Ours,
            // Limits, traps, the guest's own error, views and tokens that break the contract.
            _ => Self::Guest,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_those_that_scripts_know() {
        for (kind, status) in [
            (Kind::Fuel, 1),
            (Kind::Trap, 1),
            (Kind::Guest, 1),
            (Kind::InvalidView, 1),
            (Kind::InvalidTokens, 1),
            (Kind::InvalidPackage, 3),
            (Kind::InvalidManifest, 3),
            (Kind::InvalidSignature, 3),
            (Kind::InvalidTrace, 3),
            (Kind::Denied, 4),
            (Kind::Internal, 5),
        ] {
            assert_eq!(Exit::of(&Failure::new(kind, "").into()) as u8, status, "{kind}");
        }
        // The same kind of a file that is refused before anything runs: a pack of tokens.
        let tokens: anyhow::Error = Failure::new(Kind::InvalidTokens, "").into();
        assert_eq!(Exit::of(&tokens.context(InvalidFile)) as u8, 3);
        assert_eq!(Exit::of(&Usage::new("", "").into()) as u8, 2);
        assert_eq!(Exit::of(&anyhow::anyhow!("the disk is full")) as u8, 5);
    }
}
