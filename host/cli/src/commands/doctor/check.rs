//! What a check finds, and what to do about it.

use serde::Serialize;

/// One finding: `{"name", "status", "message", "hint"}`.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Check {
    /// What was looked at, for scripts: it does not change.
    pub(super) name: &'static str,
    pub(super) status: Status,
    /// What was found.
    pub(super) message: String,
    /// What to do next; empty when nothing is to be done.
    pub(super) hint: String,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    /// As it should be.
    Ok,
    /// It works, with something missing.
    Warning,
    /// It does not work.
    Problem,
}

impl Status {
    /// Its word, for people and scripts alike.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Problem => "problem",
        }
    }
}

impl Check {
    pub(super) fn ok(name: &'static str, message: impl Into<String>) -> Self {
        Self { name, status: Status::Ok, message: message.into(), hint: String::new() }
    }

    pub(super) fn warning(name: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { name, status: Status::Warning, message: message.into(), hint: hint.into() }
    }

    pub(super) fn problem(name: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { name, status: Status::Problem, message: message.into(), hint: hint.into() }
    }
}
