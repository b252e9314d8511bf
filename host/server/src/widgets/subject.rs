//! Everything the host knows about one widget at one moment.

use std::sync::Arc;

use fanlight_bridge::{Context, Reach, Viewer, capabilities, manifest::Manifest};
use fanlight_runtime::{Failure, Kind, Limits, Rights};
use fanlight_store::{Delivered, Edition, JsonMap, Read, State, Version, Viewer as Whose, Widget, WidgetId};

use crate::{
    app::App,
    breaker::{Part, Suspension},
    clock,
    problem::Problem,
    session::Session,
};

/// A widget with its package and the state that this session sees.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    /// The installed widget.
    pub(crate) widget: Arc<Widget>,
    /// When it was read, for whoever writes later.
    pub(super) edition: Edition,
    /// What its package says about itself.
    pub(crate) manifest: Arc<Manifest>,
    /// Whose state it is.
    pub(crate) whose: Whose,
    /// That state; `None` before the first call.
    pub(crate) state: Option<Arc<State>>,
    /// What one call may use: the host's limits, lowered by the manifest.
    pub(crate) limits: Limits,
    /// The event of the id that was asked about, if one was committed before.
    pub(super) delivered: Option<Delivered>,
}

impl Subject {
    /// Read it. With `event_id` it is also looked up whether that event was committed before.
    ///
    /// # Errors
    /// `not-found` for a widget of somebody else's, or none.
    pub(crate) async fn load(app: &App, session: &Session, id: &WidgetId, event_id: Option<&str>) -> Result<Self, Problem> {
        let seen = session.widget(id).await?;
        if let Some(manifest) = app.manifests.known(&seen.widget.package) {
            let whose = session.viewer(&manifest);
            let (state, delivered) = match event_id {
                None => (session.store().state(session.scope(), seen.edition, id, &whose).await?, None),
                Some(_) => {
                    let (state, delivered) = session.read_once().await?.state_and_event(id, &whose, event_id).await?;
                    (state.map(Arc::new), delivered)
                }
            };
            // Nothing was changed between the two readings: they are one moment's.
            if session.store().holds(seen.edition) {
                let limits = manifest.limits.applied_to(app.sandbox.limits());
                return Ok(Self { widget: seen.widget, edition: seen.edition, manifest, whose, state, limits, delivered });
            }
        }
        let mut read = session.read().await?;
        let widget = read.widget(id).await?.ok_or_else(|| Problem::not_found("widget"))?;
        Self::read(app, session, &mut read, widget, event_id).await
    }

    /// The same for a widget that was read already.
    ///
    /// # Errors
    /// Only ours.
    pub(crate) async fn of(app: &App, session: &Session, read: &mut Read, widget: Widget) -> Result<Self, Problem> {
        Self::read(app, session, read, widget, None).await
    }

    async fn read(
        app: &App,
        session: &Session,
        read: &mut Read,
        widget: Widget,
        event_id: Option<&str>,
    ) -> Result<Self, Problem> {
        let (edition, widget) = (read.edition(), Arc::new(widget));
        let manifest = app.manifests.of(read, &widget.package).await?;
        let whose = session.viewer(&manifest);
        let (state, delivered) = read.state_and_event(&widget.id, &whose, event_id).await?;
        let limits = manifest.limits.applied_to(app.sandbox.limits());
        Ok(Self { widget, edition, manifest, whose, state: state.map(Arc::new), limits, delivered })
    }

    /// The version of the state, which is that of the frame; 0 before the first call.
    pub(crate) fn version(&self) -> Version {
        self.state.as_ref().map_or(0, |state| state.version)
    }

    /// Whether the state is there and was written by this very version of the package.
    pub(super) fn ready(&self) -> bool {
        self.state.as_ref().is_some_and(|state| state.package_version == self.widget.package_version)
    }

    /// The settings that hold: defaults, and above them whatever was chosen and still fits. A setting that the package of today
    /// does not know, or takes differently, was chosen for another version of it.
    pub(crate) fn settings(&self) -> JsonMap {
        let mut settings = self.manifest.default_settings();
        for (name, value) in &self.widget.settings {
            if self.manifest.check_setting(name, value).is_ok() {
                settings.insert(name.clone(), value.clone());
            }
        }
        settings
    }

    /// What its calls that change something need.
    pub(super) fn doing(&self) -> [Part; 1] {
        [Part::Update(self.widget.id.clone())]
    }

    /// What drawing it needs.
    pub(super) fn drawing(&self) -> [Part; 1] {
        [Part::Render(self.widget.id.clone())]
    }

    /// Why any of it is left alone now, if it is.
    pub(crate) fn suspension(&self, app: &App) -> Option<Suspension> {
        app.breaker.standing(self.doing().iter().chain(&self.drawing()))
    }

    /// What it may do: what its manifest declares, cut down to what was granted.
    pub(super) fn rights(&self) -> Rights {
        let granted = self.widget.granted.iter().map(|(name, scope)| (name.clone(), scope.clone())).collect();
        Rights::new(capabilities::declared(&self.manifest), granted)
    }

    /// What its views may refer to.
    pub(super) fn reach(&self) -> Result<Reach, Failure> {
        Reach::of(&self.rights(), &self.manifest).map_err(|e| Failure::new(Kind::Denied, e.to_string()))
    }

    /// What an update is told about the world.
    pub(super) fn context(&self, viewer: &Viewer) -> Context {
        self.told(viewer, clock::seed())
    }

    /// What rendering is told. The seed belongs to the state: the same frame drawn again, to check an event against it, has the
    /// same keys.
    pub(super) fn showing(&self, viewer: &Viewer) -> Context {
        let digest = blake3::hash(format!("{}/{}", self.widget.id, self.version()).as_bytes());
        self.told(viewer, digest.as_bytes().first_chunk().map_or(0, |first| u64::from_le_bytes(*first)))
    }

    fn told(&self, viewer: &Viewer, seed: u64) -> Context {
        Context { now: clock::guest_ms(), viewer: viewer.clone().clamped(), settings: self.settings(), seed }
    }
}
