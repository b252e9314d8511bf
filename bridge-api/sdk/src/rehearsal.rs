//! Plays a widget in an ordinary `cargo test`, call by call as the host does: a fresh instance from the saved state each time,
//! writes kept only if the call succeeds, the gate closed while a view is drawn (here it refuses; in the
//! host such a call ends at once). Limits are not rehearsed: `fanlight run` has them.
//!
//! ```
//! # use fanlight_sdk::prelude::*;
//! # #[derive(Default, Serialize, Deserialize)]
//! # #[serde(crate = "fanlight_sdk::serde")]
//! # struct Greeter { name: String }
//! # impl Widget for Greeter {
//! #     fn update(&mut self, event: Event, _: &Context) -> Result<()> {
//! #         if let Some(fields) = event.submitted("who") { self.name = fields.text("name").into(); }
//! #         Ok(())
//! #     }
//! #     fn view(&self, _: &Context) -> View {
//! #         column((text(("Hello ", strong(&self.name))), form("who", "Greet", text_field("name", "Name"))))
//! #     }
//! # }
//! use fanlight_sdk::rehearsal::Rehearsal;
//!
//! let mut greeter = Rehearsal::<Greeter>::new();
//! greeter.submit("who", &[("name", "Ada")])?;
//! assert!(greeter.view()?.says("Hello Ada"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod gate;
mod shown;

use std::marker::PhantomData;
use std::time::Duration;

pub use fanlight_bridge::guest::failure::Error as Failure;
use fanlight_bridge::guest::{
    context::{Context, Contrast, Direction, Scheme, Size},
    events::{Event, Field, Input, Submission, Value},
    widget::Guest,
};
use gate::World;
pub use shown::Shown;

use crate::{Exported, Widget};

/// One installed widget with a world of its own.
#[derive(Debug)]
pub struct Rehearsal<W> {
    /// What the widget is told about its viewer; change it as you like between calls.
    pub context: Context,
    /// What lies behind the gate.
    pub world: World,
    state: Option<Vec<u8>>,
    refresh_after: Option<Duration>,
    widget: PhantomData<W>,
}

impl<W: Widget> Rehearsal<W> {
    /// A widget that is about to be installed: on 1 October 2026, noon, in UTC, with an empty world.
    #[allow(clippy::new_without_default, reason = "a rehearsal is begun, not defaulted")]
    pub fn new() -> Self {
        let context = Context {
            now: 1_790_856_000_000,
            utc_offset: 0,
            time_zone: "UTC".into(),
            locale: "en".into(),
            direction: Direction::LeftToRight,
            scheme: Scheme::Light,
            contrast: Contrast::Standard,
            size: Size::Large,
            settings: "{}".into(),
            seed: 7,
        };
        Self { context, world: World::default(), state: None, refresh_after: None, widget: PhantomData }
    }

    /// Tells the widget that something happened. The first time it is told that it was `installed` before.
    pub fn event(&mut self, event: Event) -> Result<(), Failure> {
        if self.state.is_none() && !matches!(event, Event::Installed) {
            self.event(Event::Installed)?;
        }
        let (context, state) = (self.context.clone(), self.state.clone());
        let outcome = self.world.during(true, || Exported::<W>::update(context, state, event))?;
        self.state = Some(outcome.state);
        self.refresh_after = outcome.refresh_after.map(|millis| Duration::from_millis(millis.into()));
        Ok(())
    }

    /// Presses a button, or the title of a column to sort by.
    pub fn press(&mut self, key: &str) -> Result<(), Failure> {
        self.event(Event::Input(Input { key: key.into(), value: Value::Nothing }))
    }

    /// Ticks or clears a check or a toggle.
    pub fn check(&mut self, key: &str, on: bool) -> Result<(), Failure> {
        self.event(Event::Input(Input { key: key.into(), value: Value::Flag(on) }))
    }

    /// Fills a text field or area or a date (`YYYY-MM-DD`) that is in no form, or chooses the answer with this value.
    pub fn enter(&mut self, key: &str, text: &str) -> Result<(), Failure> {
        self.event(Event::Input(Input { key: key.into(), value: Value::Text(text.into()) }))
    }

    /// Enters a number, or moves a slider to it.
    pub fn set(&mut self, key: &str, number: f64) -> Result<(), Failure> {
        self.event(Event::Input(Input { key: key.into(), value: Value::Number(number) }))
    }

    /// Empties a number, a date or a choice.
    pub fn clear(&mut self, key: &str) -> Result<(), Failure> {
        self.event(Event::Input(Input { key: key.into(), value: Value::Nothing }))
    }

    /// Sends a form with these texts in its fields.
    pub fn submit(&mut self, key: &str, fields: &[(&str, &str)]) -> Result<(), Failure> {
        self.submit_values(key, fields.iter().map(|&(key, text)| (key, Value::Text(text.into()))))
    }

    /// Sends a form with these values in its fields: a [`Value`](crate::Value) of any kind each.
    pub fn submit_values<'k>(&mut self, key: &str, fields: impl IntoIterator<Item = (&'k str, Value)>) -> Result<(), Failure> {
        let fields = fields.into_iter().map(|(key, value)| Field { key: key.into(), value }).collect();
        self.event(Event::Submitted(Submission { key: key.into(), fields }))
    }

    /// How long after the last event the widget wants to be refreshed.
    pub fn refresh_after(&self) -> Option<Duration> {
        self.refresh_after
    }

    /// The state as the host keeps it; empty before the first event.
    pub fn state(&self) -> &[u8] {
        self.state.as_deref().unwrap_or_default()
    }

    /// Draws the widget, installing it first if need be.
    pub fn view(&mut self) -> Result<Shown, Failure> {
        if self.state.is_none() {
            self.event(Event::Installed)?;
        }
        let (context, state) = (self.context.clone(), self.state().to_vec());
        self.world.during(false, || Exported::<W>::render(context, state)).map(Shown)
    }
}
