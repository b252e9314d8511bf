//! What the host tells people, and telling their open windows that there is something new. Nothing of a guest's words is in it but a
//! package's title and the reason of a failure, both bounded.

use fanlight_store::{BoardId, NewNotice, PrincipalId, TenantScope, WidgetId};

use crate::{app::App, clock, live::Change, problem::Problem};

/// Characters of a notice's text.
const MOST: usize = 300;

/// Something worth telling.
#[derive(Debug)]
pub(crate) enum News<'a> {
    /// A widget of theirs fails.
    WidgetFailed { board: &'a BoardId, widget: &'a WidgetId, title: &'a str, why: &'a str },
    /// It failed again and again, and is left alone for a while.
    WidgetSuspended { board: &'a BoardId, widget: &'a WidgetId, title: &'a str, why: &'a str },
    /// The documents folder cannot be read.
    DocumentsGone,
    /// It can be read again.
    DocumentsBack,
    /// The chosen theme failed, and the client's own look is on.
    ThemeFailed { digest: &'a str, title: &'a str, why: &'a str },
    /// An invited member signed in for the first time.
    MemberJoined { id: &'a PrincipalId, name: &'a str },
}

/// To whom.
#[derive(Debug)]
pub(crate) enum To<'a> {
    /// The owner of a board.
    OwnerOf(&'a BoardId),
    /// The owner of the workspace.
    Owner,
    /// Everybody.
    All,
}

/// Tell it. That it could not be told is no reason to give up what it is about: the log has it.
pub(crate) async fn tell(app: &App, scope: &TenantScope, to: To<'_>, news: News<'_>) {
    if let Err(problem) = try_tell(app, scope, to, news).await {
        tracing::warn!(?problem, "a notice was not given");
    }
}

async fn try_tell(app: &App, scope: &TenantScope, to: To<'_>, news: News<'_>) -> Result<(), Problem> {
    let (kind, subject, title, text) = news.words();
    let text: String = text.chars().take(MOST).collect();
    let (board, widget) = match &news {
        News::WidgetFailed { board, widget, .. } | News::WidgetSuspended { board, widget, .. } => (Some(*board), Some(*widget)),
        _ => (None, None),
    };
    let now = clock::now_ms();
    let mut write = app.store.write(scope).await?;
    let people: Vec<PrincipalId> = match to {
        To::OwnerOf(board) => write.board(board).await?.map(|board| board.owner.id).into_iter().collect(),
        To::Owner => write.members().await?.into_iter().take(1).map(|owner| owner.id).collect(),
        To::All => write.members().await?.into_iter().map(|member| member.id).collect(),
    };
    let mut told = Vec::new();
    for person in &people {
        let notice = NewNotice { to: person, kind, subject: &subject, title: &title, text: &text, board, widget };
        if write.give_notice(notice, now).await? {
            told.push((person, write.unread_notices(person).await?));
        }
    }
    if told.is_empty() {
        return Ok(());
    }
    write.commit().await?;
    for (person, unread) in told {
        app.live.tell_person(person, Change::Notices(unread));
    }
    Ok(())
}

impl News<'_> {
    /// Kind, subject, title and text.
    fn words(&self) -> (&'static str, String, String, String) {
        match self {
            Self::WidgetFailed { widget, title, why, .. } => {
                ("widget-failed", widget.to_string(), format!("{title} has a problem"), format!("Its last run failed: {why}"))
            }
            Self::WidgetSuspended { widget, title, why, .. } => (
                "widget-suspended",
                widget.to_string(),
                format!("{title} is suspended"),
                format!("{why} It is tried again after a pause, which grows each time."),
            ),
            Self::DocumentsGone => (
                "documents-gone",
                "folder".to_owned(),
                "The documents cannot be read".to_owned(),
                "The documents folder is gone or may not be read. Widgets that show documents have nothing new until it is back."
                    .to_owned(),
            ),
            Self::DocumentsBack => (
                "documents-back",
                "folder".to_owned(),
                "The documents are back".to_owned(),
                "The documents folder can be read again.".to_owned(),
            ),
            Self::ThemeFailed { digest, title, why } => (
                "theme-failed",
                (*digest).to_owned(),
                format!("The theme {title} failed"),
                format!("Everything is shown in the usual look meanwhile. {why}"),
            ),
            Self::MemberJoined { id, name } => (
                "member-joined",
                id.to_string(),
                format!("{name} has joined"),
                format!("{name} took up your invitation and sees the boards that are shared."),
            ),
        }
    }
}
