//! A board as JSON, and the bounds of how many there are.

use axum::http::StatusCode;
use fanlight_store::{Access, Board, BoardId, Shared, Undo, UndoId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problem::{Name, Problem};

/// Boards of one person.
pub(crate) const MOST: usize = 50;
/// Widgets on one board.
pub(crate) const MOST_WIDGETS: usize = 100;

/// A board, as its reader may see it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct BoardFacts {
    id: BoardId,
    name: String,
    /// Its place in the reader's list, from 0.
    position: usize,
    version: i64,
    owner: Person,
    /// With everybody else of the workspace.
    shared: Sharing,
    /// Whether the reader owns it.
    mine: bool,
    /// What the reader may do: some of `view`, `use`, `arrange` and `manage`.
    may: &'static [&'static str],
}

/// A board of a list, and how much is on it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Board")]
pub(crate) struct BoardJson {
    #[serde(flatten)]
    pub(crate) facts: BoardFacts,
    /// How many widgets are on it.
    widgets: u64,
}

/// Somebody.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Person {
    id: String,
    name: String,
}

/// How far a board is shared, as in JSON.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Sharing {
    No,
    View,
    Use,
}

impl From<Sharing> for Shared {
    fn from(sharing: Sharing) -> Self {
        match sharing {
            Sharing::No => Self::No,
            Sharing::View => Self::View,
            Sharing::Use => Self::Use,
        }
    }
}

impl From<Shared> for Sharing {
    fn from(shared: Shared) -> Self {
        match shared {
            Shared::No => Self::No,
            Shared::View => Self::View,
            Shared::Use => Self::Use,
        }
    }
}

impl BoardJson {
    /// Every board of a list, in its order.
    pub(crate) fn list(boards: Vec<Board>) -> Vec<Self> {
        boards.into_iter().enumerate().map(|(position, board)| Self::of(board, position)).collect()
    }

    /// The board of that id out of a list; `None` when the list has none.
    pub(crate) fn pick(boards: Vec<Board>, id: &BoardId) -> Option<Self> {
        Self::list(boards).into_iter().find(|board| board.facts.id == *id)
    }

    fn of(board: Board, position: usize) -> Self {
        let may: &[_] = match board.access {
            Access::View => &["view"],
            Access::Use => &["view", "use"],
            Access::Own => &["view", "use", "arrange", "manage"],
        };
        let facts = BoardFacts {
            id: board.id,
            name: board.name,
            position,
            version: board.version,
            owner: Person { id: board.owner.id.to_string(), name: board.owner.name },
            shared: board.shared.into(),
            mine: board.access == Access::Own,
            may,
        };
        Self { facts, widgets: board.widgets }
    }
}

/// How to take a removal back.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Undo")]
pub(crate) struct UndoJson {
    undo: UndoId,
    /// Milliseconds since 1970.
    until: i64,
}

impl From<Undo> for UndoJson {
    fn from(undo: Undo) -> Self {
        Self { undo: undo.id, until: undo.until }
    }
}

/// There is no room for one more.
pub(crate) fn full(what: &'static str, most: usize) -> Problem {
    Problem::new(StatusCode::CONFLICT, Name::Full, what, format!("There is room for {most}.")).hint("Remove one first.")
}
