//! The names of all problems there are: the closed list behind `type`, which scripts may rely on.

use std::borrow::Cow;

use axum::http::StatusCode;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// What every `type` begins with.
const URN: &str = "urn:fanlight:problem:";

macro_rules! names {
    ($($name:ident $text:literal $statuses:tt $says:literal)*) => {
        /// What went wrong, as one of a fixed list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Name {
            $(#[doc = $says] $name),*
        }

        impl Name {
            /// All of them.
            pub(crate) const ALL: &[Self] = &[$(Self::$name),*];

            /// The name itself, such as `stale`.
            pub(crate) const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }

            /// The statuses that it comes with.
            pub(crate) const fn statuses(self) -> &'static [StatusCode] {
                match self { $(Self::$name => &$statuses),* }
            }

            /// What it means, for people.
            pub(crate) const fn says(self) -> &'static str {
                match self { $(Self::$name => $says),* }
            }
        }
    };
}

use StatusCode as S;

names! {
    Query "query" [S::BAD_REQUEST] "What stands after the question mark is not understood."
    Body "body" [S::BAD_REQUEST, S::UNSUPPORTED_MEDIA_TYPE, S::UNPROCESSABLE_ENTITY]
        "The body is not JSON (400), not said to be JSON (415), or not of the shape that is wanted here (422)."
    SignedOut "signed-out" [S::UNAUTHORIZED] "There is no session: the cookie is missing, or the session has ended."
    Origin "origin" [S::FORBIDDEN] "A request that changes something did not come from a page of this server."
    NotYours "not-yours" [S::FORBIDDEN] "It can be seen and not be done: somebody else owns the board, or the workspace."
    Token "token" [S::FORBIDDEN] "The sign-in link was used already, or it is too old."
    NotFound "not-found" [S::NOT_FOUND] "It is not there, or not for this session: both look the same."
    Method "method" [S::METHOD_NOT_ALLOWED] "The address exists and does not take this method."
    Stale "stale" [S::CONFLICT] "The event was about an older frame. `widget` is the frame of now; nothing was done."
    Paused "paused" [S::CONFLICT] "The widget is paused. `widget` is what it shows; nothing was done."
    EventId "event-id" [S::CONFLICT] "Another event was sent under this id before."
    Last "last" [S::CONFLICT] "It is the only board, and one always stays."
    Full "full" [S::CONFLICT] "There is no room for one more."
    InUse "in-use" [S::CONFLICT] "The package is the theme, is on a board, or left data behind."
    VersionExists "version-exists" [S::CONFLICT] "The same name and version is here with other contents."
    Gone "gone" [S::GONE] "It is too late to put this back."
    TooLarge "too-large" [S::PAYLOAD_TOO_LARGE] "The body has more bytes than are taken here."
    MediaType "media-type" [S::UNSUPPORTED_MEDIA_TYPE] "The content type is not that of a package."
    Unprocessable "unprocessable" [S::UNPROCESSABLE_ENTITY] "It is understood and makes no sense, and will not by repeating it."
    Event "event" [S::UNPROCESSABLE_ENTITY] "The frame of now has no such control, or the control does not take this."
    Package "package" [S::FORBIDDEN, S::UNPROCESSABLE_ENTITY] "The package was refused or failed; `kind` says how."
    TooMany "too-many" [S::TOO_MANY_REQUESTS] "This address or this person has tried too often. `Retry-After` says when to try again."
    Internal "internal" [S::INTERNAL_SERVER_ERROR] "Our own fault; the server's log has the details."
    Busy "busy" [S::SERVICE_UNAVAILABLE] "Too much at once. `Retry-After` says when to try again."
    Suspended "suspended" [S::SERVICE_UNAVAILABLE]
        "The widget failed again and again, and nothing of it is run for a while. `widget` is what it shows, `Retry-After` says when to try again."
    Store "store" [S::SERVICE_UNAVAILABLE, S::INSUFFICIENT_STORAGE]
        "The server cannot use its data folder (503) or its disk is full (507); nothing was changed."
    NoClient "no-client" [S::SERVICE_UNAVAILABLE] "This build carries no web client."
}

impl Name {
    /// The whole `type`.
    pub(crate) fn urn(self) -> String {
        format!("{URN}{}", self.as_str())
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{URN}{}", self.as_str()))
    }
}

impl JsonSchema for Name {
    fn schema_name() -> Cow<'static, str> {
        "ProblemType".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let each = Self::ALL.iter().map(|name| json_schema!({ "const": name.urn(), "description": name.says() }));
        json_schema!({ "type": "string", "oneOf": each.collect::<Vec<_>>() })
    }
}
