//! The index of the server: every route with its guard and its load class. There is no other place that adds one. What stands around
//! all of them is in `service.rs`.

use axum::{
    handler::Handler,
    http::Method,
    routing::{MethodFilter, MethodRouter, on},
};
use fanlight_store::Access;

use crate::{
    app::App,
    handlers as h,
    load::Load,
    openapi::{self, Doc, Documented, Operation, Schemas},
};

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Anybody: it shows nothing of anyone.
    Public,
    /// Whoever carries the cookie of a live session.
    Session,
    /// The owner of the workspace.
    Owner,
    /// Who may do that with the `{board}` of the path.
    Board(Access),
    /// Who may do that with the board of the path's `{widget}`.
    Widget(Access),
}

/// One line of the index.
pub(crate) struct Route {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) guard: Guard,
    pub(crate) load: Load,
    pub(crate) handler: MethodRouter<App>,
    /// What the handler says about itself.
    pub(crate) doc: Doc,
    /// What its types say.
    pub(crate) describe: fn(&mut Operation, &mut Schemas),
}

/// Every route: its method, its path and its guard. For audits.
pub fn routes() -> impl Iterator<Item = (Method, &'static str, Guard)> {
    table().into_iter().map(|route| (route.method, route.path, route.guard))
}

/// The API as an OpenAPI 3.1 document. `cookie` is the name of the session's cookie, which each workspace has its own of.
pub fn openapi(cookie: &str) -> serde_json::Value {
    openapi::document(&table(), cookie)
}

/// A line of the index. The last word is a module below `handlers`, with its `handle` and its `DOC`.
macro_rules! route {
    ($method:ident, $path:literal, $guard:expr, $load:expr, $($place:ident)::+) => {
        route(MethodFilter::$method, $path, $guard, $load, h::$($place)::+::handle, h::$($place)::+::DOC.at(stringify!($($place)::+)))
    };
}

/// The index.
pub(crate) fn table() -> Vec<Route> {
    use Access::{Own, Use, View};
    use Guard::{Board, Owner, Public, Session, Widget};
    use Load::{Door, Json, Package, Page, Probe, Stream};
    vec![
        route!(GET, "/healthz", Public, Probe, health::alive),
        route!(GET, "/readyz", Public, Probe, health::ready),
        route!(GET, "/.well-known/security.txt", Public, Probe, security_txt),
        route!(GET, "/api/v1/openapi.json", Public, Page, openapi),
        route!(POST, "/api/v1/session", Public, Door, session::create),
        route!(DELETE, "/api/v1/session", Session, Json, session::end),
        route!(GET, "/api/v1/sessions", Session, Json, sessions::list),
        route!(DELETE, "/api/v1/sessions/{session}", Session, Json, sessions::revoke),
        route!(GET, "/api/v1/account", Session, Json, account::show),
        route!(PATCH, "/api/v1/account", Session, Json, account::change),
        route!(POST, "/api/v1/account/link", Session, Json, sessions::link),
        route!(GET, "/api/v1/packages", Session, Json, packages::list),
        route!(POST, "/api/v1/packages", Owner, Package, packages::upload),
        route!(GET, "/api/v1/packages/{digest}", Session, Json, packages::show),
        route!(DELETE, "/api/v1/packages/{digest}", Owner, Json, packages::remove),
        route!(POST, "/api/v1/packages/{digest}/words", Session, Json, packages::words),
        route!(GET, "/api/v1/packages/{digest}/picture", Session, Json, packages::picture),
        route!(GET, "/api/v1/packages/{digest}/images/{name}", Session, Json, packages::image),
        route!(GET, "/api/v1/boards", Session, Json, boards::list),
        route!(POST, "/api/v1/boards", Session, Json, boards::create),
        route!(PATCH, "/api/v1/boards/{board}", Board(Own), Json, boards::change),
        route!(DELETE, "/api/v1/boards/{board}", Board(Own), Json, boards::remove),
        route!(PUT, "/api/v1/boards/{board}/layout", Board(Own), Json, boards::layout),
        route!(GET, "/api/v1/boards/{board}/widgets", Board(View), Json, boards::show),
        route!(POST, "/api/v1/boards/{board}/widgets", Board(Own), Json, boards::install),
        route!(POST, "/api/v1/boards/{board}/frames", Board(View), Json, boards::frames),
        route!(GET, "/api/v1/boards/{board}/live", Board(View), Stream, boards::live),
        route!(PATCH, "/api/v1/widgets/{widget}", Widget(Own), Json, widgets::change),
        route!(DELETE, "/api/v1/widgets/{widget}", Widget(Own), Json, widgets::remove),
        route!(GET, "/api/v1/widgets/{widget}/frame", Widget(View), Json, widgets::frame),
        route!(POST, "/api/v1/widgets/{widget}/events", Widget(Use), Json, widgets::event),
        route!(POST, "/api/v1/widgets/{widget}/retry", Widget(Use), Json, widgets::retry),
        route!(GET, "/api/v1/widgets/{widget}/grants", Widget(View), Json, widgets::grants_show),
        route!(PUT, "/api/v1/widgets/{widget}/grants", Widget(Own), Json, widgets::grants_put),
        route!(DELETE, "/api/v1/widgets/{widget}/grants/{capability}", Widget(Own), Json, widgets::grant_revoke),
        route!(PUT, "/api/v1/widgets/{widget}/package", Widget(Own), Json, widgets::package_put),
        route!(GET, "/api/v1/widgets/{widget}/settings", Widget(Own), Json, widgets::settings_show),
        route!(PUT, "/api/v1/widgets/{widget}/settings", Widget(Own), Json, widgets::settings_put),
        route!(GET, "/api/v1/widgets/{widget}/usage", Widget(Own), Json, widgets::usage),
        route!(POST, "/api/v1/undo/{undo}", Session, Json, undo),
        route!(GET, "/api/v1/kept", Session, Json, kept::list),
        route!(DELETE, "/api/v1/kept/{kept}", Session, Json, kept::erase),
        route!(GET, "/api/v1/notices", Session, Json, notices::list),
        route!(POST, "/api/v1/notices/read", Session, Json, notices::read),
        route!(GET, "/api/v1/members", Owner, Json, members::list),
        route!(POST, "/api/v1/members", Owner, Json, members::invite),
        route!(DELETE, "/api/v1/members/{member}", Owner, Json, members::remove),
        route!(POST, "/api/v1/members/{member}/link", Owner, Json, members::link),
        route!(GET, "/api/v1/themes", Session, Json, themes::list),
        route!(GET, "/api/v1/themes/current", Session, Json, themes::tokens),
        route!(PUT, "/api/v1/themes/current", Owner, Json, themes::choose),
        route!(GET, "/api/v1/themes/{digest}/preview", Session, Json, themes::preview),
        route!(GET, "/api/v1/themes/{digest}/tokens.json", Session, Json, themes::download),
        route!(GET, "/api/v1/audit", Owner, Json, audit),
        // The web client's own addresses: what they show comes from the routes above.
        route!(GET, "/", Public, Page, client::page),
        route!(GET, "/sign-in", Public, Page, client::page),
        route!(GET, "/gallery", Public, Page, client::page),
        route!(GET, "/activity", Public, Page, client::page),
        route!(GET, "/boards/{board}", Public, Page, client::page),
        route!(GET, "/install/{digest}", Public, Page, client::page),
        route!(GET, "/assets/{*file}", Public, Page, client::file),
    ]
}

fn route<H, T, I>(filter: MethodFilter, path: &'static str, guard: Guard, load: Load, handler: H, doc: Doc) -> Route
where
    H: Handler<T, App> + Documented<I>,
    T: 'static,
{
    let method = match filter {
        MethodFilter::DELETE => Method::DELETE,
        MethodFilter::PATCH => Method::PATCH,
        MethodFilter::POST => Method::POST,
        MethodFilter::PUT => Method::PUT,
        _ => Method::GET,
    };
    Route { method, path, guard, load, handler: on(filter, handler), doc, describe: H::describe }
}
