//! What each person's browser said about itself last: for what the host does in their name when no browser asks, such as telling a
//! widget of a changed document. Without it, a widget would count the days of another time zone.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use fanlight_bridge::Viewer;
use fanlight_store::PrincipalId;

use crate::session::Session;

/// People that are remembered.
const MOST: usize = 10_000;

/// The latest context of each person. It lives as long as the process: browsers say it again with every frame.
#[derive(Debug, Default)]
pub(crate) struct Viewers(Mutex<HashMap<PrincipalId, Viewer>>);

impl Viewers {
    /// Remember what a browser said, bounded.
    pub(crate) fn learn(&self, session: &Session, viewer: &Viewer) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() < MOST || known.contains_key(&session.principal().id) {
            known.insert(session.principal().id.clone(), viewer.clone().clamped());
        }
    }

    /// What is known of this person's browser.
    pub(crate) fn of(&self, session: &Session) -> Viewer {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&session.principal().id).cloned().unwrap_or_default()
    }
}
