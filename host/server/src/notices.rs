//! What the host tells people, and telling their open windows that there is something new. Nothing of a guest's words is in it but a
//! package's title and the reason of a failure, both bounded.

use fanlight_store::{BoardId, Json, NewNotice, PrincipalId, TenantScope, WidgetId, Write};
use serde_json::json;

use crate::{app::App, clock, live::Change, problem::Problem};

/// Characters of a failure's reason.
const MOST: usize = 300;

/// Something worth telling.
#[derive(Debug)]
pub(crate) enum News<'a> {
    /// A widget of theirs fails, with the kind of failure and the reason.
    WidgetFailed { board: &'a BoardId, widget: &'a WidgetId, title: &'a str, failure: &'a str, why: &'a str },
    /// It failed again and again, and is left alone for a while.
    WidgetSuspended { board: &'a BoardId, widget: &'a WidgetId, title: &'a str, why: &'a str },
    /// The documents folder cannot be read.
    DocumentsGone,
    /// It can be read again.
    DocumentsBack,
    /// The chosen theme failed, and the client's own look is on.
    ThemeFailed { digest: &'a str, title: &'a str, failure: &'a str, why: &'a str },
    /// An invited member signed in for the first time.
    MemberJoined { id: &'a PrincipalId, name: &'a str },
    /// Somebody else made a link that signs them in; each link is news.
    LinkMade { link: &'a str, name: &'a str },
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
    let mut write = app.store.write(scope).await?;
    let people: Vec<PrincipalId> = match to {
        To::OwnerOf(board) => write.board(board).await?.map(|board| board.owner.id).into_iter().collect(),
        To::Owner => write.members().await?.into_iter().take(1).map(|owner| owner.id).collect(),
        To::All => write.members().await?.into_iter().map(|member| member.id).collect(),
    };
    let told = write_down(&mut write, &people, &news).await?;
    if told.is_empty() {
        return Ok(());
    }
    write.commit().await?;
    announce(app, told);
    Ok(())
}

/// Who has been told, and how many notices they have not read. Of use once it is committed: [`announce`] it then.
pub(crate) type Told = Vec<(PrincipalId, u64)>;

/// Write it down together with what it is about, which then does not happen without it.
///
/// # Errors
/// When the store fails.
pub(crate) async fn write_down(write: &mut Write, people: &[PrincipalId], news: &News<'_>) -> Result<Told, Problem> {
    let (kind, subject, detail) = (news.kind(), news.subject(), news.detail());
    let (board, widget) = match news {
        News::WidgetFailed { board, widget, .. } | News::WidgetSuspended { board, widget, .. } => (Some(*board), Some(*widget)),
        _ => (None, None),
    };
    let now = clock::now_ms();
    let mut told = Vec::new();
    for person in people {
        let notice = NewNotice { to: person, kind, subject, detail: &detail, board, widget };
        if write.give_notice(notice, now).await? {
            told.push((person.clone(), write.unread_notices(person).await?));
        }
    }
    Ok(told)
}

/// Tell their open windows.
pub(crate) fn announce(app: &App, told: Told) {
    for (person, unread) in told {
        app.live.tell_person(&person, Change::Notices(unread));
    }
}

impl News<'_> {
    fn kind(&self) -> &'static str {
        match self {
            Self::WidgetFailed { .. } => "widget-failed",
            Self::WidgetSuspended { .. } => "widget-suspended",
            Self::DocumentsGone => "documents-gone",
            Self::DocumentsBack => "documents-back",
            Self::ThemeFailed { .. } => "theme-failed",
            Self::MemberJoined { .. } => "member-joined",
            Self::LinkMade { .. } => "link-made",
        }
    }

    /// What it is about: nobody is told twice in a row that the same thing is the matter with the same subject.
    fn subject(&self) -> &str {
        match self {
            Self::WidgetFailed { widget, .. } | Self::WidgetSuspended { widget, .. } => widget.as_str(),
            Self::DocumentsGone | Self::DocumentsBack => "folder",
            Self::ThemeFailed { digest, .. } => digest,
            Self::MemberJoined { id, .. } => id.as_str(),
            Self::LinkMade { link, .. } => link,
        }
    }

    /// What is to be said, by name; in which words, the reader's language decides.
    fn detail(&self) -> Json {
        match self {
            Self::WidgetFailed { title, failure, why, .. } | Self::ThemeFailed { title, failure, why, .. } => {
                let why: String = why.chars().take(MOST).collect();
                json!({ "title": title, "failure": failure, "why": why })
            }
            Self::WidgetSuspended { title, why, .. } => {
                let why: String = why.chars().take(MOST).collect();
                json!({ "title": title, "why": why })
            }
            Self::DocumentsGone | Self::DocumentsBack => json!({}),
            Self::MemberJoined { name, .. } | Self::LinkMade { name, .. } => json!({ "name": name }),
        }
    }
}

/// A notice in English, for programs: title and text. The web client says it in its reader's language.
pub(crate) fn in_english(kind: &str, detail: &Json) -> (String, String) {
    let said = |name: &str| detail.get(name).and_then(Json::as_str).unwrap_or_default();
    match kind {
        "widget-failed" => (format!("{} has a problem", said("title")), format!("Its last run failed: {}", said("why"))),
        "widget-suspended" => (
            format!("{} is suspended", said("title")),
            format!("{} It is tried again after a pause, which grows each time.", said("why")),
        ),
        "documents-gone" => (
            "The documents cannot be read".to_owned(),
            "The documents folder is gone or may not be read. Widgets that show documents have nothing new until it is back."
                .to_owned(),
        ),
        "documents-back" => ("The documents are back".to_owned(), "The documents folder can be read again.".to_owned()),
        "theme-failed" => (
            format!("The theme {} failed", said("title")),
            format!("Everything is shown in the usual look meanwhile. {}", said("why")),
        ),
        "member-joined" => (
            format!("{} has joined", said("name")),
            format!("{} took up your invitation and sees the boards that are shared.", said("name")),
        ),
        "link-made" => (
            "A sign-in link was made for you".to_owned(),
            format!("{} made it. Whoever has it comes in as you: see under Devices who did.", said("name")),
        ),
        _ => (kind.to_owned(), String::new()),
    }
}
