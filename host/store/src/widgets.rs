//! Widgets on boards: which package, what it was granted, how it is set.

use crate::error::{Result, StoreError};
use crate::ids::{BoardId, Digest, PrincipalId, WidgetId};
use crate::layout::Size;
use crate::sharing::{Access, Shared};
use crate::tx::{Read, Statement, Write};
use crate::{Json, JsonMap};

/// An installed widget.
#[derive(Clone, Debug, PartialEq)]
pub struct Widget {
    /// Its id.
    pub id: WidgetId,
    /// Where it is.
    pub board: BoardId,
    /// The package it runs.
    pub package: Digest,
    /// That package's name.
    pub package_name: String,
    /// That package's version.
    pub package_version: String,
    /// Its place on the board, rising; gaps mean nothing.
    pub position: i64,
    /// How wide it is drawn.
    pub size: Size,
    /// Whether its owner stopped it.
    pub paused: bool,
    /// What it was granted: scope by capability. A capability that is not here is not granted.
    pub granted: JsonMap,
    /// Values by setting.
    pub settings: JsonMap,
    /// Milliseconds since 1970.
    pub installed_at: i64,
}

/// What to install.
#[derive(Clone, Debug)]
pub struct NewWidget {
    /// Where.
    pub board: BoardId,
    /// Which package, of this workspace.
    pub package: Digest,
    /// Scope by capability, already checked against the manifest.
    pub granted: JsonMap,
    /// First values by setting.
    pub settings: JsonMap,
}

/// A widget just installed.
#[derive(Clone, Debug, PartialEq)]
pub struct Installed {
    /// The widget.
    pub widget: Widget,
    /// Whether data that was kept when a package of this name and publisher was removed from this board came back: then it has its
    /// earlier id, state and storage, and its earlier settings over the new ones.
    pub restored: bool,
}

type Row = (String, String, String, String, String, i64, i64, String, String, i64, String);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT w.id, w.board, w.package, p.name, p.version, w.position, w.paused, w.granted_json, w.settings_json, w.installed_at,
                 w.size
             FROM widgets w JOIN packages p ON p.tenant = w.tenant AND p.digest = w.package
                 JOIN boards b ON b.tenant = w.tenant AND b.id = w.board
             WHERE w.tenant = $1 AND w.removed_at IS NULL AND ($2 = 'system' OR b.owner = $2 OR b.shared <> 'no') ",
            $rest
        )
    };
}

fn widget(row: Row) -> Result<Widget> {
    let (id, board, package, package_name, package_version, position, paused, granted, settings, installed_at, size) = row;
    Ok(Widget {
        id: WidgetId::stored(id)?,
        board: BoardId::stored(board)?,
        package: Digest::stored(package)?,
        package_name,
        package_version,
        position,
        size: Size::stored(&size)?,
        paused: paused != 0,
        granted: object(&granted)?,
        settings: object(&settings)?,
        installed_at,
    })
}

/// A stored JSON object.
pub(crate) fn object(text: &str) -> Result<JsonMap> {
    serde_json::from_str(text).map_err(|_| StoreError::Unreadable { what: "JSON object" })
}

/// A JSON object as it is stored.
pub(crate) fn text(map: &JsonMap) -> String {
    Json::Object(map.clone()).to_string()
}

pub(crate) fn no_widget(id: &WidgetId) -> StoreError {
    StoreError::NotFound { what: "widget", id: id.to_string() }
}

impl Read {
    /// A board's widgets in their order; none of a board that the scope's actor may not see.
    pub async fn widgets(&mut self, board: &BoardId) -> Result<Vec<Widget>> {
        let query = self.seen_as(select!("AND w.board = $3 ORDER BY w.position, w.id")).bind(board.as_str());
        self.all(query).await?.into_iter().map(widget).collect()
    }

    /// Every widget of every board that the scope's actor may see, in order of board and place.
    pub async fn all_widgets(&mut self) -> Result<Vec<Widget>> {
        let query = self.seen_as(select!("ORDER BY w.board, w.position, w.id"));
        self.all(query).await?.into_iter().map(widget).collect()
    }

    /// The widget of that id, unless it was removed or is on a board that the scope's actor may not see.
    pub async fn widget(&mut self, id: &WidgetId) -> Result<Option<Widget>> {
        let query = self.seen_as(select!("AND w.id = $3")).bind(id.as_str());
        self.optional(query).await?.map(widget).transpose()
    }

    /// What the scope's actor may do with the widget of that id: what they may do with its board.
    pub async fn widget_access(&mut self, id: &WidgetId) -> Result<Option<Access>> {
        let query = self
            .sql_as::<(String, String)>(
                "SELECT b.owner, b.shared FROM widgets w JOIN boards b ON b.tenant = w.tenant AND b.id = w.board
                 WHERE w.tenant = $1 AND w.id = $2 AND w.removed_at IS NULL",
            )
            .bind(id.as_str());
        let Some((owner, shared)) = self.optional(query).await? else { return Ok(None) };
        Ok(Access::of(self.scope(), &PrincipalId::stored(owner)?, Shared::stored(&shared)?))
    }

    pub(crate) async fn known_widget(&mut self, id: &WidgetId) -> Result<Widget> {
        self.widget(id).await?.ok_or_else(|| no_widget(id))
    }
}

impl Write {
    /// Puts a widget at the end of a board. If data of a package of the same name and publisher was
    /// kept there, the latest comes back.
    /// Fails with [`StoreError::NotFound`] when there is no such board or package.
    pub async fn install(&mut self, new: NewWidget, now_ms: i64) -> Result<Installed> {
        let package = self.known_package(&new.package).await?;
        if self.board(&new.board).await?.is_none() {
            return Err(StoreError::NotFound { what: "board", id: new.board.to_string() });
        }
        if let Some((id, kept)) = self.newest_shelved(&new.board, &package.name, &package.publisher).await? {
            let mut settings = new.settings;
            settings.extend(kept);
            self.unshelve(&id, &new.package, &new.granted, &settings, now_ms).await?;
            self.board_changed(&new.board).await?;
            return Ok(Installed { widget: self.known_widget(&id).await?, restored: true });
        }
        let id = WidgetId::random(now_ms)?;
        let insert = self
            .sql(
                "INSERT INTO widgets (tenant, id, board, package, name, position, granted_json, settings_json, installed_at)
                 VALUES ($1, $2, $3, $4, $5,
                     (SELECT COALESCE(MAX(position), 0) + 1 FROM widgets WHERE tenant = $1 AND board = $3),
                     $6, $7, $8)",
            )
            .bind(id.as_str())
            .bind(new.board.as_str())
            .bind(new.package.as_str())
            .bind(package.name)
            .bind(text(&new.granted))
            .bind(text(&new.settings))
            .bind(now_ms);
        self.execute(insert).await?;
        self.board_changed(&new.board).await?;
        Ok(Installed { widget: self.known_widget(&id).await?, restored: false })
    }

    /// Stops or resumes a widget.
    pub async fn set_paused(&mut self, id: &WidgetId, paused: bool) -> Result<()> {
        let update = self.sql("UPDATE widgets SET paused = $3 WHERE tenant = $1 AND id = $2 AND removed_at IS NULL");
        let update = update.bind(id.as_str()).bind(i64::from(paused));
        self.must_touch(id, update).await
    }

    /// Replaces what a widget is granted: scope by capability, already checked against the manifest.
    pub async fn set_granted(&mut self, id: &WidgetId, granted: &JsonMap) -> Result<()> {
        let update = self.sql("UPDATE widgets SET granted_json = $3 WHERE tenant = $1 AND id = $2 AND removed_at IS NULL");
        let update = update.bind(id.as_str()).bind(text(granted));
        self.must_touch(id, update).await
    }

    /// Replaces a widget's settings.
    pub async fn set_settings(&mut self, id: &WidgetId, settings: &JsonMap) -> Result<()> {
        let update = self.sql("UPDATE widgets SET settings_json = $3 WHERE tenant = $1 AND id = $2 AND removed_at IS NULL");
        let update = update.bind(id.as_str()).bind(text(settings));
        self.must_touch(id, update).await
    }

    /// Makes a widget run another package: one pointer, so that an update is whole or has not happened.
    pub async fn set_package(&mut self, id: &WidgetId, package: &Digest) -> Result<()> {
        let known = self.known_package(package).await?;
        let update = self
            .sql("UPDATE widgets SET package = $3, name = $4 WHERE tenant = $1 AND id = $2 AND removed_at IS NULL")
            .bind(id.as_str())
            .bind(package.as_str())
            .bind(known.name);
        self.must_touch(id, update).await
    }

    /// Runs a statement that changes one widget; [`StoreError::NotFound`] when it changed none.
    pub(crate) async fn must_touch(&mut self, id: &WidgetId, statement: Statement<'_>) -> Result<()> {
        if self.execute(statement).await? == 0 { Err(no_widget(id)) } else { Ok(()) }
    }
}
