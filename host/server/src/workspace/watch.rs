//! The list of documents is kept up to date, so that no call waits for it, and changes are told. Two thousand files that change at once
//! are one change: it is told when the folder has been quiet for a moment.

use std::{sync::Arc, time::Duration};

use fanlight_bridge::capabilities::documents::{Folder, Listing};
use fanlight_store::TenantScope;
use tokio::time::{Instant, sleep, timeout};

use super::{
    notice::Notice,
    tell::{changed, tell},
};
use crate::{
    app::App,
    notices::{self, News, To},
};

/// How long the folder has to be quiet before a change is told, and how long that is put off at most while it is not.
const QUIET: Duration = Duration::from_millis(150);
const AT_MOST: Duration = Duration::from_secs(1);
/// How often the folder is looked at: without the system's help, and with it, as a drive on the network may change without a word.
const ALONE: Duration = Duration::from_secs(3);
const HELPED: Duration = Duration::from_secs(30);
/// How often somebody who came to look is told of what changed while nobody was there, and the folder itself is looked for.
const GREET: Duration = Duration::from_secs(3);
/// After a look it rests for so many times as long as the look took: large folders are looked at less often.
const REST: u32 = 3;

/// Look again and again, and tell; it has no end of its own.
pub(crate) async fn watch(app: App, scope: TenantScope) {
    let mut eyes = Eyes::default();
    // What widgets were told of last.
    let mut told: Option<Arc<Listing>> = None;
    let mut gone = false;
    loop {
        let began = Instant::now();
        let looked = eyes.look(&app).await;
        let rest = began.elapsed().min(ALONE) * REST;
        if std::mem::replace(&mut gone, looked.is_none()) != looked.is_none() {
            if gone {
                tracing::warn!(path = %app.workspace.path.display(), "the documents folder cannot be read: widgets find no documents");
            }
            let news = if looked.is_none() { News::DocumentsGone } else { News::DocumentsBack };
            notices::tell(&app, &scope, To::All, news).await;
        }
        if let Some(now) = looked {
            let watching = app.live.watching();
            match &told {
                None => told = Some(now),
                // What changes while nobody looks is told to whoever comes next.
                Some(before) if !watching.is_empty() => {
                    let changed = changed(&before.files, &now.files);
                    if !changed.is_empty() {
                        tracing::debug!(documents = changed.len(), "documents changed");
                        tell(&app, &watching, &changed).await;
                    }
                    told = Some(now);
                }
                Some(_) => {}
            }
        }
        sleep(rest).await;
        eyes.wait(&app, told.as_ref()).await;
    }
}

/// The folder that is looked at, and what the system says about it.
#[derive(Default)]
struct Eyes {
    folder: Option<Arc<Folder>>,
    notice: Option<Notice>,
    /// The latest list.
    seen: Option<Arc<Listing>>,
}

impl Eyes {
    /// Everything that is there now. `None` while it cannot be read: nothing has changed then, as far as anybody knows.
    async fn look(&mut self, app: &App) -> Option<Arc<Listing>> {
        let looked = self.list(app).await;
        if looked.is_none() {
            // Whatever is there next is another folder, and the system watches the one that is gone.
            *self = Self::default();
        }
        looked
    }

    async fn list(&mut self, app: &App) -> Option<Arc<Listing>> {
        let folder = app.workspace.present().ok()?;
        if !self.folder.as_ref().is_some_and(|known| Arc::ptr_eq(known, &folder)) {
            self.notice = Notice::new();
            self.folder = Some(Arc::clone(&folder));
        }
        // Twice when folders are new: what came into them before they were watched.
        for _ in 0..2 {
            let listing = folder.refresh().await.ok()?;
            self.seen = Some(listing);
            let (Some(notice), Some(listing)) = (&mut self.notice, &self.seen) else { break };
            match notice.follow(&app.workspace.path, &listing.folders) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    tracing::warn!(%error, "there are more folders than the system watches: they are looked at every few seconds");
                    self.notice = None;
                }
            }
        }
        // Titles and tags may take their time; a list without them is better than none.
        let warming = Arc::clone(&folder);
        tokio::spawn(async move {
            if let Err(refusal) = warming.warm().await {
                tracing::debug!(%refusal, "titles and tags were not read");
            }
        });
        self.seen.clone()
    }

    /// Until there is a reason to look.
    async fn wait(&mut self, app: &App, told: Option<&Arc<Listing>>) {
        let greeting = async {
            loop {
                sleep(GREET).await;
                let unheard = matches!((told, &self.seen), (Some(told), Some(seen)) if !Arc::ptr_eq(told, seen));
                // The system does not tell that the folder itself went away as long as we hold it open.
                let there =
                    app.workspace.present().is_ok_and(|now| self.folder.as_ref().is_some_and(|known| Arc::ptr_eq(known, &now)));
                if !there || unheard && !app.live.watching().is_empty() {
                    return;
                }
            }
        };
        let Some(notice) = &mut self.notice else { return sleep(ALONE).await };
        tokio::select! {
            () = notice.changed() => {}
            () = sleep(HELPED) => return,
            () = greeting => return,
        }
        let latest = Instant::now() + AT_MOST;
        while Instant::now() < latest {
            if timeout(QUIET, notice.changed()).await.is_err() {
                break;
            }
        }
        notice.forget();
    }
}
