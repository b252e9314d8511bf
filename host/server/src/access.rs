//! What somebody may do with a board and what is on it, as types. The guard of a route looks it up and leaves the proof; a handler
//! reaches the board's or the widget's id through that proof alone, so one that forgot to ask does not compile, and one that asks for
//! more than its route's guard has looked up answers nobody.

use std::{marker::PhantomData, str::FromStr, time::Duration};

use axum::{
    RequestExt as _,
    extract::{FromRequestParts, RawPathParams, Request, State},
    http::{Method, StatusCode, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use fanlight_store::{Access, BoardId, WidgetId};

use crate::{
    app::App,
    load::{self, Load},
    problem::{Name, Problem},
    router::Guard,
    session::{self, Session},
};

/// Changes of one person within a window of time. What widgets do when they are used is not among them.
pub(crate) const CHANGES: u32 = 3_000;
pub(crate) const CHANGES_WINDOW: Duration = Duration::from_mins(10);

/// See [`Access::View`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct View;
/// See [`Access::Use`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Use;
/// See [`Access::Own`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Own;

/// A right, as a type.
pub(crate) trait Right {
    /// What the route's guard must have found, at least.
    const NEEDS: Access;
}

impl Right for View {
    const NEEDS: Access = Access::View;
}
impl Right for Use {
    const NEEDS: Access = Access::Use;
}
impl Right for Own {
    const NEEDS: Access = Access::Own;
}

/// A session that has a right to the thing of this id. Made by [`require`] alone.
#[derive(Clone, Debug)]
pub(crate) struct Reached<I, R> {
    session: Session,
    id: I,
    right: PhantomData<R>,
}

pub(crate) type ViewedBoard = Reached<BoardId, View>;
pub(crate) type OwnedBoard = Reached<BoardId, Own>;
pub(crate) type ViewedWidget = Reached<WidgetId, View>;
pub(crate) type UsedWidget = Reached<WidgetId, Use>;
pub(crate) type OwnedWidget = Reached<WidgetId, Own>;

impl<I, R> Reached<I, R> {
    /// Whose right it is.
    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    /// To what.
    pub(crate) fn id(&self) -> &I {
        &self.id
    }

    /// Both.
    pub(crate) fn into_parts(self) -> (Session, I) {
        (self.session, self.id)
    }
}

/// What [`require`] found out.
#[derive(Clone, Debug)]
struct Proof<I> {
    id: I,
    access: Access,
}

impl<S, I, R> FromRequestParts<S> for Reached<I, R>
where
    S: Sync,
    I: Clone + Send + Sync + 'static,
    R: Right,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let session = <Session as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        match parts.extensions.get::<Proof<I>>() {
            Some(proof) if proof.access >= R::NEEDS => Ok(Self { session, id: proof.id.clone(), right: PhantomData }),
            _ => Err(Problem::ours(&"a handler takes a right that its route's guard did not look up")),
        }
    }
}

/// Whether a request counts among what one person changes: looking does not, and neither does using a widget.
pub(crate) fn is_change(method: &Method, guard: Guard) -> bool {
    !method.is_safe() && !matches!(guard, Guard::Public | Guard::Board(Access::View) | Guard::Widget(Access::Use))
}

/// The guard of every route that is not public: no session, no handler. Of a board or a widget, what somebody may not see is not there for
/// them; what they may see and not do is refused. Who is in waits for a place among their own tenant's, before anything is looked up.
pub(crate) async fn require(State((app, guard, load)): State<(App, Guard, Load)>, mut request: Request, next: Next) -> Response {
    let session = match session::of(&app, request.headers()).await {
        Ok(session) => session,
        Err(problem) => return problem.into_response(),
    };
    if is_change(request.method(), guard) && !app.changes.allows(session.principal().id.clone()) {
        return Problem::too_many("This is more than one person changes by hand.", CHANGES_WINDOW.as_secs() as u16)
            .into_response();
    }
    let tenant = session.scope().tenant().clone();
    let work = async {
        match prove(session, guard, &mut request).await {
            Ok(()) => next.run(request).await,
            Err(problem) => problem.into_response(),
        }
    };
    load::within(&app, load, Some(&tenant), work).await
}

async fn prove(session: Session, guard: Guard, request: &mut Request) -> Result<(), Problem> {
    match guard {
        Guard::Board(needs) => {
            let id = named::<BoardId>("board", request).await?;
            let board = session.read().await?.board(&id).await?.ok_or_else(|| Problem::not_found("board"))?;
            request.extensions_mut().insert(Proof { id, access: enough(board.access, needs)? });
        }
        Guard::Widget(needs) => {
            let id = named::<WidgetId>("widget", request).await?;
            let access = enough(session.widget(&id).await?.access, needs)?;
            request.extensions_mut().insert(Proof { id, access });
        }
        Guard::Owner if !session.is_owner() => {
            let problem =
                Problem::new(StatusCode::FORBIDDEN, Name::NotYours, "Not for you", "The workspace's owner alone may do this.");
            return Err(problem.hint("Ask the owner."));
        }
        Guard::Owner | Guard::Session | Guard::Public => {}
    }
    request.extensions_mut().insert(session);
    Ok(())
}

/// The id in the path, where it says `{what}`.
async fn named<I: FromStr>(what: &'static str, request: &mut Request) -> Result<I, Problem> {
    let path = request.extract_parts::<RawPathParams>().await.map_err(|e| Problem::ours(&e))?;
    let id = path.iter().find(|(name, _)| *name == what).and_then(|(_, id)| id.parse().ok());
    id.ok_or_else(|| Problem::not_found(what))
}

fn enough(has: Access, needs: Access) -> Result<Access, Problem> {
    if has >= needs {
        return Ok(has);
    }
    let detail =
        if needs == Access::Use { "This board is shared for looking at." } else { "This board belongs to somebody else." };
    let problem = Problem::new(StatusCode::FORBIDDEN, Name::NotYours, "Not on this board", detail);
    Err(problem.hint("Its owner can do this, or share it with you."))
}
