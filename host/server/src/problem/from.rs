//! The one place that says which error becomes which problem.

use axum::{
    extract::rejection::{BytesRejection, JsonRejection, PathRejection, QueryRejection},
    http::StatusCode,
};
use fanlight_bridge::{EventError, manifest::ManifestError};
use fanlight_runtime::{Blame, Failure, ScopeError};
use fanlight_store::{InvalidId, StoreError};

use super::{Name, Problem};

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound { what, .. } => Self::not_found(what),
            StoreError::VersionExists { name, version, .. } => Self::new(
                StatusCode::CONFLICT,
                Name::VersionExists,
                "This version exists already",
                format!("{name} {version} is here with other contents."),
            )
            .hint("Raise the version in fanlight.toml and build again."),
            StoreError::Busy => Self::busy("The database is busy.", 1),
            // These name folders of the server: for its log alone.
            error if error.blame() == fanlight_store::Blame::Operator => {
                tracing::error!(%error, "the store cannot be used");
                let full = matches!(error, StoreError::DiskFull { .. });
                let status = if full { StatusCode::INSUFFICIENT_STORAGE } else { StatusCode::SERVICE_UNAVAILABLE };
                let (detail, hint) = if full {
                    (
                        "The disk of the server's data folder is full; nothing was changed.",
                        "Free some space on that disk and try again; the server need not be restarted.",
                    )
                } else {
                    ("The server cannot use its data folder; nothing was changed.", "The server's log says what to mend.")
                };
                let mut problem = Self::new(status, Name::Store, "The server's storage failed", detail).hint(hint);
                problem.retry_after = Some(30);
                problem
            }
            error => Self::ours(&error),
        }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        let status = match failure.kind.blame() {
            Blame::Ours | Blame::Operator => return Self::ours(&failure),
            Blame::User => StatusCode::FORBIDDEN,
            Blame::Guest => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let mut problem = Self::new(status, Name::Package, "The package was refused", failure.message).hint(failure.hint);
        problem.kind = Some(failure.kind.as_str());
        problem
    }
}

impl From<ManifestError> for Problem {
    fn from(error: ManifestError) -> Self {
        let hint = error.hint.clone();
        Self::unprocessable(error.to_string()).hint(hint)
    }
}

impl From<ScopeError> for Problem {
    fn from(error: ScopeError) -> Self {
        Self::unprocessable(error.to_string()).hint("Grant the scope as the package declares it, or a narrower one.")
    }
}

impl From<EventError> for Problem {
    fn from(error: EventError) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, Name::Event, "The widget has no such control now", error.message)
            .hint("Load its frame again: what was on the screen may have changed.")
    }
}

impl From<InvalidId> for Problem {
    fn from(_: InvalidId) -> Self {
        Self::not_found("thing")
    }
}

impl From<PathRejection> for Problem {
    fn from(_: PathRejection) -> Self {
        Self::not_found("address")
    }
}

impl From<QueryRejection> for Problem {
    fn from(rejection: QueryRejection) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Name::Query, "The address is not understood", rejection.body_text())
    }
}

impl From<JsonRejection> for Problem {
    fn from(rejection: JsonRejection) -> Self {
        Self::of_body(rejection.status(), rejection.body_text())
    }
}

impl From<BytesRejection> for Problem {
    fn from(rejection: BytesRejection) -> Self {
        Self::of_body(rejection.status(), rejection.body_text())
    }
}

impl Problem {
    fn of_body(status: StatusCode, detail: String) -> Self {
        match status {
            StatusCode::PAYLOAD_TOO_LARGE => {
                Self::new(status, Name::TooLarge, "Too large", "The request has more bytes than are taken here.")
                    .hint("A package has at most 16 MiB, everything else 64 KiB.")
            }
            _ => Self::new(status, Name::Body, "The request is not understood", detail)
                .hint("Send JSON with the content type application/json."),
        }
    }
}
