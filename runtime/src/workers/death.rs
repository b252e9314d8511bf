//! How workers end, and what whoever runs them should hear of.

use std::{fmt, os::unix::process::ExitStatusExt as _, process::ExitStatus};

use crate::{Failure, confine::comes_from_outside};

/// Why a worker is no more.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Death {
    /// It ended by itself or crashed.
    Ended(ExitStatus),
    /// Something outside ended it: somebody, who stops all of a server's processes, or the system, because memory was short.
    Killed,
    /// It said something that no worker says.
    Breach(String),
    /// It did not answer in time.
    Silent,
    /// It held more bytes of memory than its calls may take.
    Large(u64),
    /// It was not needed any more.
    Retired,
}

impl Death {
    /// Of a process that ended without being told to.
    pub(super) fn of(status: ExitStatus) -> Self {
        if status.signal().is_some_and(comes_from_outside) { Self::Killed } else { Self::Ended(status) }
    }

    /// Whether something outside ended it, so that no program is to blame for it alone.
    pub(super) fn came_from_outside(&self) -> bool {
        matches!(self, Self::Killed | Self::Retired)
    }

    /// One word, for counting.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Ended(_) => "ended",
            Self::Killed => "killed",
            Self::Breach(_) => "breach",
            Self::Silent => "silent",
            Self::Large(_) => "large",
            Self::Retired => "retired",
        }
    }
}

impl fmt::Display for Death {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended(status) => match status.signal() {
                Some(signal) => write!(f, "was ended by signal {signal}"),
                None => write!(f, "ended with {status}"),
            },
            Self::Killed => f.write_str("was killed from outside"),
            Self::Breach(what) => write!(f, "broke the protocol: {what}"),
            Self::Silent => f.write_str("did not answer in time"),
            Self::Large(bytes) => write!(f, "held {} MiB of memory", bytes >> 20),
            Self::Retired => f.write_str("was retired"),
        }
    }
}

/// Something that should not happen and that no call need notice: whoever runs workers should write it down, for it may be an attack.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Trouble {
    /// A worker is no more, though it was not retired.
    Died {
        /// The id that the process had.
        process: u32,
        /// How.
        death: Death,
        /// The programs whose calls it had, by digest, each once. One of them did it, or none.
        ran: Vec<blake3::Hash>,
    },
    /// A worker that is wanted could not be started. It is tried again.
    NotStarted(Failure),
    /// A program is not run again, because workers ended that ran it alone.
    Suspended {
        /// Which.
        digest: blake3::Hash,
        /// What its calls are answered with.
        failure: Failure,
    },
}
