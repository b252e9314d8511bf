//! How much of the sandbox one widget, one theme and one tenant may have at once. What runs for one takes places that others wait for, so
//! everyone has a share, and who comes when the share and its queue are full is sent away before anything is read or run.
//!
//! At the door ([`Shares::event`], [`Shares::look`], [`Shares::theme`]) stands the queue of the widget, then that of its tenant. Around each
//! call of a widget's guest stands [`Shares::place`]: an event and the looks at the same widget run side by side, but together they
//! never hold more than the widget's places.

use std::{num::NonZero, sync::Arc, thread::available_parallelism};

use fanlight_store::{Digest, TenantId, WidgetId};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{
    load,
    problem::Problem,
    queue::{Queues, Turn},
};

/// Calls that the sandbox runs at once.
pub(crate) const PLACES: usize = 64;
/// Of these, how many one tenant may hold: a quarter is always there for others.
const OF_A_TENANT: usize = PLACES / 4 * 3;
/// Requests of one tenant that may wait for its places: all that it may have under way, as to send one away from here costs more than to
/// let it wait at the door.
const TENANT_WAITING: usize = load::OF_A_TENANT - OF_A_TENANT;
/// Requests that may wait for one widget or one theme.
const WAITING: usize = 64;

/// The tenant is part of it: who names a widget of somebody else's waits in a queue that nobody else is in.
type Of<T> = (TenantId, T);

/// The shares of everyone.
#[derive(Debug)]
pub(crate) struct Shares {
    events: Queues<Of<WidgetId>>,
    looks: Queues<Of<WidgetId>>,
    themes: Queues<Of<Digest>>,
    tenants: Queues<TenantId>,
    places: Queues<Of<WidgetId>>,
    checks: Arc<Semaphore>,
}

/// The right to begin; its queues move on when it is dropped.
#[derive(Debug)]
pub(crate) struct Share<T: Clone + Eq + std::hash::Hash> {
    _own: Turn<Of<T>>,
    _tenant: Turn<TenantId>,
}

/// One of a widget's places, until it is dropped.
pub(crate) type Place = Turn<Of<WidgetId>>;

impl Default for Shares {
    fn default() -> Self {
        Self::on(available_parallelism().map_or(1, NonZero::get))
    }
}

impl Shares {
    /// On a machine of so many cores. Half of them are a widget's, however slow it is and however many tabs show it: with all of them it
    /// would be its neighbours that wait for their next millisecond.
    fn on(cores: usize) -> Self {
        let of_a_widget = (cores / 2).clamp(1, PLACES / 4);
        Self {
            events: Queues::new("this widget", 1, WAITING),
            looks: Queues::new("this widget", of_a_widget, WAITING),
            themes: Queues::new("this theme", 1, WAITING),
            tenants: Queues::new("this workspace", OF_A_TENANT, TENANT_WAITING),
            places: Queues::new("this widget", of_a_widget, 1 + of_a_widget),
            checks: Arc::new(Semaphore::new(of_a_widget)),
        }
    }

    /// The turn of an event: of one widget, one at a time.
    ///
    /// # Errors
    /// `busy` when the queue of the widget or of its tenant is full.
    pub(crate) async fn event(&self, tenant: &TenantId, widget: &WidgetId) -> Result<Share<WidgetId>, Problem> {
        self.share(&self.events, tenant, widget).await
    }

    /// The turn of a look.
    ///
    /// # Errors
    /// As [`Shares::event`].
    pub(crate) async fn look(&self, tenant: &TenantId, widget: &WidgetId) -> Result<Share<WidgetId>, Problem> {
        self.share(&self.looks, tenant, widget).await
    }

    /// The turn of a theme: the second who asks for the same tokens finds them kept.
    ///
    /// # Errors
    /// As [`Shares::event`].
    pub(crate) async fn theme(&self, tenant: &TenantId, theme: &Digest) -> Result<Share<Digest>, Problem> {
        self.share(&self.themes, tenant, theme).await
    }

    /// One of the widget's places, for one call of its guest.
    ///
    /// # Errors
    /// Never, as long as whoever asks holds a [`Share`].
    pub(crate) async fn place(&self, tenant: &TenantId, widget: &WidgetId) -> Result<Place, Problem> {
        self.places.turn(&(tenant.clone(), widget.clone())).await
    }

    /// The turn of a package that came in and is checked, or of a theme that is judged. Either may take a processor for a second: as many
    /// at once as one widget may have calls.
    ///
    /// # Errors
    /// Never: nobody closes the queue.
    pub(crate) async fn check(&self) -> Result<OwnedSemaphorePermit, Problem> {
        Arc::clone(&self.checks).acquire_owned().await.map_err(|e| Problem::ours(&e))
    }

    /// Who is inside now: events, looks, themes, calls.
    pub(crate) fn inside(&self) -> [(&'static str, usize); 4] {
        [
            ("event", self.events.inside()),
            ("look", self.looks.inside()),
            ("theme", self.themes.inside()),
            ("call", self.places.inside()),
        ]
    }

    async fn share<T>(&self, queues: &Queues<Of<T>>, tenant: &TenantId, what: &T) -> Result<Share<T>, Problem>
    where
        T: Clone + Eq + std::hash::Hash,
    {
        let own = queues.turn(&(tenant.clone(), what.clone())).await?;
        Ok(Share { _own: own, _tenant: self.tenants.turn(tenant).await? })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    };

    use super::*;

    fn id<T: std::str::FromStr>(n: usize) -> T {
        format!("01890a5d-ac96-774b-bcce-{n:012x}").parse().unwrap_or_else(|_| unreachable!("an id"))
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_widget_never_holds_more_than_its_places() {
        let shares = Arc::new(Shares::on(8));
        let (now, peak) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let calls: Vec<_> = (0..60)
            .map(|n| {
                let (shares, now, peak) = (Arc::clone(&shares), Arc::clone(&now), Arc::clone(&peak));
                tokio::spawn(async move {
                    let (tenant, widget) = (id(0), id(1));
                    let _share =
                        if n % 3 == 0 { shares.event(&tenant, &widget).await } else { shares.look(&tenant, &widget).await };
                    let place = shares.place(&tenant, &widget).await;
                    peak.fetch_max(now.fetch_add(1, SeqCst) + 1, SeqCst);
                    tokio::task::yield_now().await;
                    now.fetch_sub(1, SeqCst);
                    place.is_ok()
                })
            })
            .collect();
        for call in calls {
            assert!(call.await.unwrap_or(false));
        }
        assert!((1..=4).contains(&peak.load(SeqCst)), "{peak:?} of 8 cores");
        assert!(shares.inside().iter().all(|(_, count)| *count == 0));
    }

    #[tokio::test]
    async fn a_tenant_leaves_places_for_others_and_is_sent_away_when_its_queue_is_full() {
        let shares = Arc::new(Shares::on(2));
        let mut held = Vec::new();
        for n in 0..OF_A_TENANT {
            held.push(shares.look(&id(0), &id(100 + n)).await);
        }
        let waiting: Vec<_> = (0..TENANT_WAITING)
            .map(|n| {
                let shares = Arc::clone(&shares);
                tokio::spawn(async move { shares.look(&id(0), &id(1_000 + n)).await.is_ok() })
            })
            .collect();
        while shares.tenants.inside() < OF_A_TENANT + TENANT_WAITING {
            tokio::task::yield_now().await;
        }
        assert!(shares.look(&id(0), &id(2_000)).await.is_err(), "one more of the same tenant");
        assert!(shares.look(&id(1), &id(3_000)).await.is_ok(), "and one of another");
        drop(held);
        for one in waiting {
            assert!(one.await.unwrap_or(false));
        }
    }
}
