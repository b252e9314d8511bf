//! Calls of widgets and themes, written down and played again ([`fanlight_runtime::recording`] has the general part).
//!
//! ```
//! use fanlight_bridge::{Context, Event, Reach, Widget, recording::{Guest, Recorder}};
//! use fanlight_runtime::{Gate, Settings, recording::Fidelity};
//! # use fanlight_bridge::manifest::Manifest;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../host/assets/guests/counter.wasm");
//! # let bytes = std::fs::read(file)?;
//! let runtime = fanlight_bridge::runtime(Settings::default())?;
//! let widget = Widget::load(&runtime, &bytes).await?;
//!
//! // The same calls as without a recorder.
//! let mut recorder = Recorder::new(&runtime, "counter", "0.1.0", &bytes);
//! let (limits, context) = (runtime.limits(), Context::default());
//! let first = recorder.update(&widget, Gate::new(), limits, &context, None, &Event::Installed).await.result?;
//! recorder.render(&widget, limits, &context, &first.state, &Reach::default()).await.result?;
//! let trace = recorder.finish()?;
//!
//! // Anywhere else, at any other time: the same bytes and the same fuel.
//! let guest = Guest::load(&runtime, &trace, &bytes).await?;
//! for call in &trace.calls {
//!     assert!(call.differences(&guest.replay(call, Fidelity::Exact).await?).is_empty());
//! }
//! # Ok(())
//! # }
//! ```

mod call;
mod share;

use fanlight_runtime::{
    Failure, Finished, Gate, Limits, Runtime, Script, Settings,
    recording::{Fidelity, PackageId, Parts, Player, RecordedCall, Trace},
};

use crate::{Context, Event, Outcome, Reach, Theme, ThemeContext, Tokens, View, Widget};
use call::{Call, TOKENS, outcome, state, tokens, view};
pub use share::{Shared, share};

/// Makes calls and writes them down.
#[derive(Debug)]
pub struct Recorder {
    trace: Trace,
    /// Why it is no recording of all the calls.
    spoiled: Option<Failure>,
}

impl Recorder {
    /// A recording of calls of one package.
    pub fn new(runtime: &Runtime, name: &str, version: &str, bytes: &[u8]) -> Self {
        let trace = Trace { engine: runtime.id().clone(), package: PackageId::of(name, version, bytes), calls: Vec::new() };
        Self { trace, spoiled: None }
    }

    /// [`Widget::update`].
    pub async fn update(
        &mut self,
        widget: &Widget,
        mut gate: Gate,
        limits: Limits,
        context: &Context,
        state: Option<&[u8]>,
        event: &Event,
    ) -> Finished<Outcome> {
        gate.record();
        let mut finished = widget.update(gate, limits, context, state, event).await;
        let call = Call::Update { context: context.clone(), state: state.map(<[u8]>::to_vec), event: event.clone() };
        self.keep(&call, limits, &mut finished, outcome);
        finished
    }

    /// [`Widget::render`].
    pub async fn render(
        &mut self,
        widget: &Widget,
        limits: Limits,
        context: &Context,
        state: &[u8],
        reach: &Reach,
    ) -> Finished<View> {
        let mut finished = widget.render(limits, context, state, reach).await;
        let call = Call::Render { context: context.clone(), state: state.to_vec(), reach: reach.clone() };
        self.keep(&call, limits, &mut finished, view);
        finished
    }

    /// [`Widget::migrate`].
    pub async fn migrate(&mut self, widget: &Widget, limits: Limits, from_version: &str, before: &[u8]) -> Finished<Vec<u8>> {
        let mut finished = widget.migrate(limits, from_version, before).await;
        let call = Call::Migrate { from_version: from_version.to_owned(), state: before.to_vec() };
        self.keep(&call, limits, &mut finished, |after| state(after));
        finished
    }

    /// [`Theme::tokens`].
    pub async fn tokens(&mut self, theme: &Theme, limits: Limits, context: ThemeContext) -> Finished<Tokens> {
        let mut finished = theme.tokens(limits, context).await;
        self.keep(&Call::Tokens { context }, limits, &mut finished, tokens);
        finished
    }

    /// The recording.
    ///
    /// # Errors
    /// When a call could not be written down.
    pub fn finish(self) -> Result<Trace, Failure> {
        self.spoiled.map_or(Ok(self.trace), Err)
    }

    fn keep<T>(
        &mut self,
        call: &Call,
        limits: Limits,
        finished: &mut Finished<T>,
        parts: impl FnOnce(&T) -> Result<Parts, Failure>,
    ) {
        let recorded = call.parts().and_then(|inputs| RecordedCall::of(call.function(), inputs, limits, finished, parts));
        match recorded {
            Ok(recorded) => self.trace.calls.push(recorded),
            Err(failure) => self.spoiled = self.spoiled.take().or(Some(failure)),
        }
    }
}

/// Settings of a runtime that can play all calls of a recording, one after the other.
pub fn settings(trace: &Trace) -> Result<Settings, Failure> {
    let mut settings = Settings::default();
    settings.concurrency = 1;
    for (name, value) in trace.calls.iter().flat_map(|call| call.limits.entries()) {
        let most = settings.limits.entries().find(|(known, _)| *known == name).map_or(value, |(_, most)| most.max(value));
        settings.limits.set(name, most).map_err(Failure::internal)?;
    }
    Ok(settings)
}

/// A widget or theme whose recorded calls are played again.
#[derive(Clone, Debug)]
pub struct Guest {
    runtime: Runtime,
    form: Form,
}

#[derive(Clone, Debug)]
enum Form {
    Widget(Widget),
    Theme(Theme),
}

impl Guest {
    /// Load the package of a recording, or another version of it.
    ///
    /// # Errors
    /// `invalid.package` when it is of another kind than what was recorded; see [`Widget::load`].
    pub async fn load(runtime: &Runtime, trace: &Trace, bytes: &[u8]) -> Result<Self, Failure> {
        let form = if trace.calls.iter().any(|call| call.function == TOKENS) {
            Form::Theme(Theme::load(runtime, bytes).await?)
        } else {
            Form::Widget(Widget::load(runtime, bytes).await?)
        };
        Ok(Self { runtime: runtime.clone(), form })
    }

    /// The same call again, with the recording in place of whatever stood behind the gate.
    ///
    /// # Errors
    /// `invalid.trace` when the recording has no call that can be made. How the call itself ends is in what is returned.
    pub async fn replay(&self, recorded: &RecordedCall, fidelity: Fidelity) -> Result<RecordedCall, Failure> {
        let call = Call::read(&recorded.function, &recorded.inputs)?;
        self.play(&call, recorded, Player::new(&self.runtime, &recorded.gate, fidelity)).await
    }

    async fn play(&self, call: &Call, like: &RecordedCall, script: impl Script + 'static) -> Result<RecordedCall, Failure> {
        let mut gate = Gate::answered_by(script);
        gate.record();
        let limits = like.replay_limits();
        let mut finished = match (&self.form, call) {
            (Form::Widget(widget), Call::Update { context, state, event }) => {
                widget.update(gate, limits, context, state.as_deref(), event).await.and_then(|given| outcome(&given))
            }
            (Form::Widget(widget), Call::Render { context, state, reach }) => {
                widget.render(limits, context, state, reach).await.and_then(|given| view(&given))
            }
            (Form::Widget(widget), Call::Migrate { from_version, state: before }) => {
                widget.migrate(limits, from_version, before).await.and_then(|given| state(&given))
            }
            (Form::Theme(theme), Call::Tokens { context }) => {
                theme.tokens(limits, *context).await.and_then(|given| tokens(&given))
            }
            _ => return Err(call::invalid("the recording has calls of widgets and of themes")),
        };
        RecordedCall::of(call.function(), call.parts()?, like.limits, &mut finished, |parts| Ok(parts.clone()))
    }
}
