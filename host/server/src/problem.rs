//! Every error that leaves the server, as in RFC 9457. Which error has which status says `from.rs`, and no other place; `name.rs` has
//! the list of all there are.

mod from;
mod name;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::widgets::Frame;
pub(crate) use name::Name;

/// What went wrong with a request (RFC 9457). `type` is a name that scripts may rely on.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Problem {
    #[serde(rename = "type")]
    name: Name,
    /// For people, in English.
    title: &'static str,
    /// The status of the answer.
    #[serde(serialize_with = "number")]
    #[schemars(with = "u16")]
    status: StatusCode,
    /// What happened this time.
    detail: String,
    /// The next step.
    #[serde(skip_serializing_if = "String::is_empty")]
    hint: String,
    /// A failure's kind, such as `invalid.package`.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    /// The widget as it is now, when the request was about another version of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    widget: Option<Box<Frame>>,
    /// The socket has no further use for whoever asked: it is closed after the answer.
    #[serde(skip)]
    closes: bool,
    /// Seconds after which the same request may succeed.
    #[serde(skip)]
    retry_after: Option<u16>,
}

fn number<S: serde::Serializer>(status: &StatusCode, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_u16(status.as_u16())
}

impl Problem {
    /// A problem by its name; the title is for people.
    pub(crate) fn new(status: StatusCode, name: Name, title: &'static str, detail: impl Into<String>) -> Self {
        Self {
            name,
            title,
            status,
            detail: detail.into(),
            hint: String::new(),
            kind: None,
            widget: None,
            closes: false,
            retry_after: None,
        }
    }

    /// With the next step.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// And close the socket: who is refused must not hold a place by keeping it open.
    pub(crate) fn closing(mut self) -> Self {
        self.closes = true;
        self
    }

    /// With the widget as it is now.
    pub(crate) fn with_widget(mut self, widget: Frame) -> Self {
        self.widget = Some(Box::new(widget));
        self
    }

    /// Nobody is signed in.
    pub(crate) fn signed_out() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, Name::SignedOut, "Sign in first", "This needs a session.")
            .hint("Open the sign-in link that the server printed when it started.")
    }

    /// It is not there, or not for this session: both look the same.
    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, Name::NotFound, "Not found", format!("There is no such {what} here."))
            .hint("It may have been removed: load the list again.")
    }

    /// The request makes no sense, and will not by repeating it.
    pub(crate) fn unprocessable(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, Name::Unprocessable, "This cannot be done", detail)
    }

    /// Too much at once.
    pub(crate) fn busy(detail: impl Into<String>, seconds: u16) -> Self {
        let mut problem =
            Self::new(StatusCode::SERVICE_UNAVAILABLE, Name::Busy, "Too busy", detail).hint("Try again in a moment.");
        problem.retry_after = Some(seconds);
        problem
    }

    /// A widget is left alone for a while.
    pub(crate) fn suspended(seconds: u16) -> Self {
        let detail = "It failed again and again, so nothing is run for a while.";
        let mut problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, Name::Suspended, "The widget is suspended", detail)
            .hint("It is tried again by itself; to try it now, use its button.");
        problem.retry_after = Some(seconds);
        problem
    }

    /// Whether it was refused because too much goes on at once.
    pub(crate) fn is_busy(&self) -> bool {
        self.name == Name::Busy
    }

    /// One client asks too often.
    pub(crate) fn too_many(detail: impl Into<String>, seconds: u16) -> Self {
        let mut problem = Self::new(StatusCode::TOO_MANY_REQUESTS, Name::TooMany, "Too many attempts", detail);
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
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, Name::Internal, "Something went wrong here", "The server could not do this.")
            .hint("It is not your fault. The server's log has the details.")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (self.status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
        if self.closes {
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
