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
pub(crate) struct Cookie {
    /// Its name where there is no TLS.
    plain: String,
    /// Its name where there is: a browser takes it from this host alone, over TLS alone.
    locked: String,
    /// There is TLS, in any case.
    https: bool,
}

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

    /// Whether nobody has ended it since it was looked up.
    pub(crate) async fn goes_on(&self) -> Result<bool, Problem> {
        let sessions = self.read_once().await?.sessions(&self.principal().id, clock::now_ms()).await?;
        Ok(sessions.iter().any(|session| session.id == *self.id()))
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
    /// The name for a workspace: `fanlight-` and the beginning of a hash. `https` when people can come in no other way.
    pub(crate) fn named_after(tenant: &TenantId, https: bool) -> Self {
        let hash = blake3::hash(tenant.to_string().as_bytes()).to_hex();
        let plain = format!("fanlight-{}", hash.get(..8).unwrap_or_default());
        Self { locked: format!("__Host-{plain}"), plain, https }
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
        let (name, secure) = if secure { (&self.locked, "; Secure") } else { (&self.plain, "") };
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
        let mut value = HeaderValue::try_from(text).map_err(|_| Problem::without_detail())?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// The name itself.
    pub(crate) fn name(&self) -> &str {
        if self.https { &self.locked } else { &self.plain }
    }

    /// What a request carries in it. A cookie of the plain name may have been put there by another site of the same domain, or by another
    /// port: where TLS is known it is none, and of two with different values nobody knows which is ours.
    fn of<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        let only = |name: &str| {
            let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
            let mut values = lines
                .flat_map(|line| line.split(';'))
                .filter_map(|pair| pair.trim_start().strip_prefix(name)?.strip_prefix('=').map(str::trim_end));
            let first = values.next()?;
            values.all(|other| other == first).then_some(first)
        };
        only(&self.locked).or_else(|| if self.https { None } else { only(&self.plain) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookie(https: bool) -> Cookie {
        Cookie { plain: "fanlight-1".to_owned(), locked: "__Host-fanlight-1".to_owned(), https }
    }

    fn found(https: bool, line: &'static str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static(line));
        cookie(https).of(&headers).map(str::to_owned)
    }

    #[test]
    fn finds_its_own_cookie_only() {
        assert_eq!(found(false, "a=1; fanlight-2=y; fanlight-1=x; b=2").as_deref(), Some("x"));
        for line in ["fanlight-12=x", "fanlight=x", "notfanlight-1=x"] {
            assert_eq!(found(false, line), None, "{line}");
        }
    }

    #[test]
    fn takes_none_that_another_site_may_have_put_there() {
        for https in [false, true] {
            assert_eq!(found(https, "fanlight-1=planted; __Host-fanlight-1=x").as_deref(), Some("x"));
            assert_eq!(found(https, "fanlight-1=x; fanlight-1=planted"), None);
        }
        assert_eq!(found(false, "fanlight-1=x; fanlight-1=x").as_deref(), Some("x"));
        assert_eq!(found(true, "fanlight-1=planted"), None);
    }

    #[test]
    fn secure_where_the_page_is() {
        for (secure, begins) in [(false, "fanlight-1=;"), (true, "__Host-fanlight-1=; Path=/;")] {
            let value = cookie(false).take(secure).unwrap_or_else(|_| unreachable!());
            let text = value.to_str().unwrap_or_default();
            assert!(text.starts_with(begins) && text.contains("; Secure") == secure && !text.contains("Domain"), "{text}");
        }
    }
}
