//! Who is asking. The guard of a route turns a cookie into a [`Session`], which owns the right to one tenant's data: a handler that
//! does not take one has no way to any row.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, HeaderValue, header, request::Parts},
};
use fanlight_bridge::manifest::{Manifest, StateScope};
use fanlight_store::{
    Principal, Read, Role, SESSION_LIFE_MS, Secret, Seen, SessionId, Store, TenantId, TenantScope, Viewer, WidgetId, Write,
};

use crate::{app::App, clock, problem::Problem};

/// The cookie that carries a session. Cookies know no ports: each workspace's has a name of its own, so that two servers on one host
/// do not sign each other out, and one that comes back on another port knows its people.
#[derive(Clone, Debug)]
pub(crate) struct Cookie(String);

/// A signed-in person and the data they may reach. Made by [`of`] alone.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    session: Arc<fanlight_store::Session>,
    store: Store,
}

impl Session {
    /// Begin reading what this session may see.
    pub(crate) async fn read(&self) -> Result<Read, Problem> {
        Ok(self.store.read(self.scope()).await?)
    }

    /// Read what takes one statement: see [`Store::read_once`].
    pub(crate) async fn read_once(&self) -> Result<Read, Problem> {
        Ok(self.store.read_once(self.scope()).await?)
    }

    /// A widget that this session may see.
    ///
    /// # Errors
    /// `not-found` for a widget of somebody else's, or none.
    pub(crate) async fn widget(&self, id: &WidgetId) -> Result<Seen, Problem> {
        self.store.widget(self.scope(), id).await?.ok_or_else(|| Problem::not_found("widget"))
    }

    /// Begin changing what this session may change.
    pub(crate) async fn write(&self) -> Result<Write, Problem> {
        Ok(self.store.write(self.scope()).await?)
    }

    /// Like [`Session::write`], sharing its sync with others: see [`Store::write_together`].
    pub(crate) async fn write_together(&self) -> Result<Write, Problem> {
        Ok(self.store.write_together(self.scope()).await?)
    }

    /// The store, for what needs no transaction; it reaches nothing without [`Session::scope`].
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Whose data it is.
    pub(crate) fn scope(&self) -> &TenantScope {
        self.session.scope()
    }

    /// The session's public id.
    pub(crate) fn id(&self) -> &SessionId {
        self.session.id()
    }

    /// Who signed in.
    pub(crate) fn principal(&self) -> &Principal {
        self.session.principal()
    }

    /// What they are in the workspace.
    pub(crate) fn role(&self) -> Role {
        self.session.role()
    }

    /// Whether they own the workspace.
    pub(crate) fn is_owner(&self) -> bool {
        self.role() == Role::Owner
    }

    /// When it ends, in milliseconds since 1970.
    pub(crate) fn expires_at(&self) -> i64 {
        self.session.expires_at()
    }

    /// Whose state a widget of this package shows to this person.
    pub(crate) fn viewer(&self, manifest: &Manifest) -> Viewer {
        match manifest.state {
            StateScope::Board => Viewer::Board,
            StateScope::Viewer => Viewer::Principal(self.principal().id.clone()),
        }
    }
}

/// Who asks, by the cookie. It is for the guard to let them in.
///
/// # Errors
/// `signed-out` (401) without a cookie of a live session.
pub(crate) async fn of(app: &App, headers: &HeaderMap) -> Result<Session, Problem> {
    let secret = app.cookie.of(headers).ok_or_else(Problem::signed_out)?;
    let session = app.store.session(secret, clock::now_ms()).await?.ok_or_else(Problem::signed_out)?;
    Ok(Session { session: Arc::new(session), store: app.store.clone() })
}

impl<S: Sync> FromRequestParts<S> for Session {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get().cloned().ok_or_else(|| Problem::ours(&"a handler takes a session on a route that has no guard"))
    }
}

impl<S: Sync> OptionalFromRequestParts<S> for Session {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Infallible> {
        Ok(parts.extensions.get().cloned())
    }
}

impl Cookie {
    /// The name for a workspace: `fanlight-` and the beginning of a hash.
    pub(crate) fn named_after(tenant: &TenantId) -> Self {
        let hash = blake3::hash(tenant.to_string().as_bytes()).to_hex();
        Self(format!("fanlight-{}", hash.get(..8).unwrap_or_default()))
    }

    /// The header that hands a new session to a browser. `secure` when its page came over TLS.
    pub(crate) fn give(&self, secret: &Secret, secure: bool) -> Result<HeaderValue, Problem> {
        self.header(secret.expose(), SESSION_LIFE_MS / 1000, secure)
    }

    /// The header that takes it back.
    pub(crate) fn take(&self, secure: bool) -> Result<HeaderValue, Problem> {
        self.header("", 0, secure)
    }

    fn header(&self, value: &str, seconds: i64, secure: bool) -> Result<HeaderValue, Problem> {
        let Self(name) = self;
        let secure = if secure { "; Secure" } else { "" };
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
        let mut value = HeaderValue::try_from(text).map_err(|_| Problem::without_detail())?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// The name itself.
    pub(crate) fn name(&self) -> &str {
        &self.0
    }

    /// What a request carries in it.
    fn of<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        let all = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
        all.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(self.0.as_str())?.strip_prefix('='))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_its_own_cookie_only() {
        let of = |line: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, HeaderValue::from_static(line));
            Cookie("fanlight-1".to_owned()).of(&headers).map(str::to_owned)
        };
        assert_eq!(of("a=1; fanlight-2=y; fanlight-1=x; b=2").as_deref(), Some("x"));
        assert_eq!(of("fanlight-12=x"), None);
        assert_eq!(of("fanlight=x"), None);
        assert_eq!(of("notfanlight-1=x"), None);
    }

    #[test]
    fn secure_where_the_page_is() {
        let cookie = Cookie("fanlight-1".to_owned());
        for (secure, value) in [(false, cookie.take(false)), (true, cookie.take(true))] {
            assert!(value.is_ok_and(|value| value.to_str().is_ok_and(|text| text.contains("; Secure") == secure)));
        }
    }
}
