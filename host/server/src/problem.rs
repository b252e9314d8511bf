//! Every error that leaves the server, as in RFC 9457, and the one place that says which error has which status.

use std::borrow::Cow;

use axum::{
    extract::rejection::{BytesRejection, JsonRejection, PathRejection, QueryRejection},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use fanlight_bridge::{EventError, manifest::ManifestError};
use fanlight_runtime::{Blame, Failure, ScopeError};
use fanlight_store::{InvalidId, StoreError};
use serde::Serialize;

use crate::widgets::Frame;

/// What went wrong with a request. `type` is `urn:fanlight:problem:` and a name that scripts may rely on.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    #[serde(rename = "type")]
    name: Cow<'static, str>,
    title: Cow<'static, str>,
    #[serde(serialize_with = "number")]
    status: StatusCode,
    detail: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    hint: String,
    /// A failure's kind, such as `invalid.package`.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    /// The widget as it is now, when the request was about another version of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    widget: Option<Box<Frame>>,
    /// Seconds after which the same request may succeed.
    #[serde(skip)]
    retry_after: Option<u16>,
}

fn number<S: serde::Serializer>(status: &StatusCode, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_u16(status.as_u16())
}

impl Problem {
    /// A problem by its name, such as `stale`; the title is for people.
    pub(crate) fn new(status: StatusCode, name: &'static str, title: &'static str, detail: impl Into<String>) -> Self {
        Self {
            name: format!("urn:fanlight:problem:{name}").into(),
            title: title.into(),
            status,
            detail: detail.into(),
            hint: String::new(),
            kind: None,
            widget: None,
            retry_after: None,
        }
    }

    /// With the next step.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// With the widget as it is now.
    pub(crate) fn with_widget(mut self, widget: Frame) -> Self {
        self.widget = Some(Box::new(widget));
        self
    }

    /// Nobody is signed in.
    pub(crate) fn signed_out() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "signed-out", "Sign in first", "This needs a session.")
            .hint("Open the sign-in link that the server printed when it started.")
    }

    /// It is not there, or not for this session: both look the same.
    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "Not found", format!("There is no such {what} here."))
            .hint("It may have been removed: load the list again.")
    }

    /// The request makes no sense, and will not by repeating it.
    pub(crate) fn unprocessable(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "unprocessable", "This cannot be done", detail)
    }

    /// Too much at once.
    pub(crate) fn busy(detail: impl Into<String>, seconds: u16) -> Self {
        let mut problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "Too busy", detail).hint("Try again in a moment.");
        problem.retry_after = Some(seconds);
        problem
    }

    /// One client asks too often.
    pub(crate) fn too_many(detail: impl Into<String>, seconds: u16) -> Self {
        let mut problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many", "Too many attempts", detail);
        problem.hint = format!("Try again in {seconds} seconds.");
        problem.retry_after = Some(seconds);
        problem
    }

    /// Our own fault. What happened goes to the log and not to the client.
    pub(crate) fn ours(what: &dyn std::fmt::Display) -> Self {
        tracing::error!(error = %what, "a request failed");
        Self::without_detail()
    }

    /// The same when there is nothing to log, or somebody has.
    pub(crate) fn without_detail() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong here", "The server could not do this.")
            .hint("It is not your fault. The server's log has the details.")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (self.status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound { what, .. } => Self::not_found(what),
            StoreError::VersionExists { name, version, .. } => Self::new(
                StatusCode::CONFLICT,
                "version-exists",
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
                let detail = if full {
                    "The server's disk is full; nothing was changed."
                } else {
                    "The server cannot use its data folder."
                };
                Self::new(status, "storage", "The server's storage failed", detail).hint("The server's log says what to mend.")
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
        let mut problem = Self::new(status, "package", "The package was refused", failure.message).hint(failure.hint);
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
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "event", "The widget has no such control now", error.message)
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
        Self::new(StatusCode::BAD_REQUEST, "query", "The address is not understood", rejection.body_text())
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
                Self::new(status, "too-large", "Too large", "The request has more bytes than are taken here.")
                    .hint("A package has at most 16 MiB, everything else 64 KiB.")
            }
            _ => Self::new(status, "body", "The request is not understood", detail)
                .hint("Send JSON with the content type application/json."),
        }
    }
}
