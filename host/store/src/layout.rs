//! Where on a board its widgets stand and how wide they are, and moving one to another board.

use crate::error::{Result, StoreError};
use crate::ids::{BoardId, WidgetId};
use crate::tx::Write;

/// How wide a widget is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// One column.
    Small,
    /// Two columns.
    #[default]
    Medium,
    /// Three columns.
    Large,
    /// The whole row.
    Full,
}

impl Size {
    /// As in the `size` column, and for people's programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
            Self::Full => "full",
        }
    }

    pub(crate) fn stored(text: &str) -> Result<Self> {
        let all = [Self::Small, Self::Medium, Self::Large, Self::Full];
        all.into_iter().find(|size| size.as_str() == text).ok_or(StoreError::Unreadable { what: "widget's size" })
    }
}

impl Write {
    /// Puts a board's widgets in this order, at these sizes. Widgets that are not named keep their size and their order behind.
    /// Fails with [`StoreError::NotFound`] for a widget that is not on this board; the caller refuses one that is named twice.
    pub async fn arrange(&mut self, board: &BoardId, wanted: &[(WidgetId, Size)]) -> Result<()> {
        let standing = self.widgets(board).await?;
        let mut order = Vec::with_capacity(standing.len());
        for (id, size) in wanted {
            if !standing.iter().any(|widget| widget.id == *id) {
                return Err(StoreError::NotFound { what: "widget", id: id.to_string() });
            }
            order.push((id.clone(), *size));
        }
        let rest = standing.into_iter().filter(|widget| !wanted.iter().any(|(id, _)| *id == widget.id));
        order.extend(rest.map(|widget| (widget.id, widget.size)));
        for (position, (id, size)) in (1_i64..).zip(&order) {
            let update = self
                .sql("UPDATE widgets SET position = $3, size = $4 WHERE tenant = $1 AND id = $2 AND removed_at IS NULL")
                .bind(id.as_str())
                .bind(position)
                .bind(size.as_str());
            self.must_touch(id, update).await?;
        }
        self.board_changed(board).await
    }

    /// Moves a widget with all it has to the end of another board.
    pub async fn move_widget(&mut self, id: &WidgetId, to: &BoardId) -> Result<()> {
        let from = self.known_widget(id).await?.board;
        self.known_board(to).await?;
        let update = self
            .sql(
                "UPDATE widgets SET board = $3, position =
                     (SELECT COALESCE(MAX(o.position), 0) + 1 FROM widgets o WHERE o.tenant = $1 AND o.board = $3)
                 WHERE tenant = $1 AND id = $2 AND removed_at IS NULL",
            )
            .bind(id.as_str())
            .bind(to.as_str());
        self.must_touch(id, update).await?;
        self.board_changed(&from).await?;
        self.board_changed(to).await
    }
}
