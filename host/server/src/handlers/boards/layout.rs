//! `PUT /api/v1/boards/{board}/layout`: the order of its widgets, and how wide each is.

use std::collections::HashSet;

use axum::{Json, extract::State};
use fanlight_store::{Size, StoreError, WidgetId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::show::{self, Content};
use crate::{
    access::OwnedBoard,
    app::App,
    clock,
    extract::Body,
    live::Change,
    openapi::Doc,
    problem::{Name, Problem},
};

/// Every widget of the board, in order.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Layout {
    widgets: Vec<Place>,
}

/// One of them.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Place {
    id: WidgetId,
    size: Width,
}

/// How wide it is.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Width {
    Small,
    Medium,
    Large,
    Full,
}

impl From<Width> for Size {
    fn from(width: Width) -> Self {
        match width {
            Width::Small => Self::Small,
            Width::Medium => Self::Medium,
            Width::Large => Self::Large,
            Width::Full => Self::Full,
        }
    }
}

pub(crate) const DOC: Doc = Doc::new("The order of a board's widgets, and how wide each is.").fails(&[Name::Unprocessable]);

pub(crate) async fn handle(
    State(app): State<App>,
    board: OwnedBoard,
    Body(Layout { widgets }): Body<Layout>,
) -> Result<Json<Content>, Problem> {
    let (now, id) = (clock::now_ms(), board.id());
    let mut named = HashSet::new();
    if !widgets.iter().all(|place| named.insert(&place.id)) {
        return Err(Problem::unprocessable("A widget is named twice.").hint("Name each widget of the board once, in order."));
    }
    let order: Vec<_> = widgets.iter().map(|place| (place.id.clone(), Size::from(place.size))).collect();
    let mut write = board.session().write().await?;
    match write.arrange(id, &order).await {
        Err(StoreError::NotFound { what: "widget", .. }) => {
            return Err(Problem::unprocessable("One of the widgets is not on this board.").hint("Load the board again."));
        }
        other => other?,
    }
    write.audit(now, "board.arranged", id.as_str(), &json!({ "widgets": order.len() })).await?;
    let shown = show::content(&app, board.session(), &mut write, id).await?;
    write.commit().await?;
    app.live.tell(id, Change::Widgets);
    Ok(Json(shown))
}
