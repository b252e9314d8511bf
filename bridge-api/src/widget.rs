//! A component of world `widget`, and one call of each of its three functions.

use fanlight_runtime::{Failure, Finished, Frozen, Gate, Interface, Kind, Limits, Program, Runtime, Settings};

use crate::{
    Context, Event, View, capabilities,
    text::sentence,
    view::{self, Reach},
    world::widget::{WidgetPre, fanlight::bridge::failure::Error},
};

/// The least time between two refreshes that a widget can ask for, in milliseconds.
const MIN_REFRESH: u32 = 1_000;

/// A runtime that knows Fanlight's capabilities.
///
/// # Errors
/// When the machine cannot give what the settings ask for.
pub fn runtime(settings: Settings) -> Result<Runtime, Failure> {
    runtime_with(settings, &[])
}

/// A runtime that knows Fanlight's capabilities and an embedder's own. Whoever opens a gate puts the sessions of the own ones behind
/// it, after [`capabilities::open`]; without one, the gate denies.
///
/// # Errors
/// As [`runtime`], and when two interfaces have the same name.
pub fn runtime_with(settings: Settings, own: &[Interface]) -> Result<Runtime, Failure> {
    let known = capabilities::ALL.iter().filter_map(|descriptor| Some(descriptor.imports?.interface));
    let interfaces: Vec<_> = known.chain(own.iter().copied()).collect();
    Runtime::new(settings, &interfaces)
}

/// A loaded widget. Cheap to clone; every call gets a fresh instance.
#[derive(Clone)]
pub struct Widget {
    program: Program,
    pre: WidgetPre<fanlight_runtime::CallState>,
}

/// What an update leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The new state.
    pub state: Vec<u8>,
    /// Milliseconds until the widget wants a `refresh`.
    pub refresh_after: Option<u32>,
}

impl Widget {
    /// Compile or load a component and check that it is a widget.
    ///
    /// # Errors
    /// `invalid.package` when it is something else; see [`Program::load`].
    pub async fn load(runtime: &Runtime, bytes: &[u8]) -> Result<Self, Failure> {
        let program = Program::load(runtime, bytes).await?;
        let pre = WidgetPre::new(program.pre().clone())
            .map_err(|e| Failure::new(Kind::InvalidPackage, format!("the component is not a widget: {e:#}")))?;
        Ok(Self { program, pre })
    }

    /// The compiled component.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Tell the widget what happened. What it wrote is in the sessions of the returned gate, to be committed with the new state or
    /// dropped with it.
    pub async fn update(
        &self,
        gate: Gate,
        limits: Limits,
        context: &Context,
        state: Option<&[u8]>,
        event: &Event,
    ) -> Finished<Outcome> {
        let frozen = Frozen { now_ms: context.now, seed: context.seed };
        let (context, state, event) = (context.lower(), state.map(<[u8]>::to_vec), event.lower());
        let finished = self
            .call(gate, limits, frozen, async |guest, store| guest.call_update(store, &context, state.as_deref(), &event).await)
            .await;
        finished.and_then(|outcome| {
            let size = outcome.state.len() as u64;
            if size > limits.state_bytes {
                return Err(Failure::new(
                    Kind::Output,
                    format!("the state has {size} bytes; the limit is {}", limits.state_bytes),
                ));
            }
            Ok(Outcome { state: outcome.state, refresh_after: outcome.refresh_after.map(|ms| ms.max(MIN_REFRESH)) })
        })
    }

    /// The view of a state. The gate is shut: it depends on nothing else. `reach` decides which of its links can be followed, and which
    /// images there are.
    pub async fn render(&self, limits: Limits, context: &Context, state: &[u8], reach: &Reach) -> Finished<View> {
        let frozen = Frozen { now_ms: context.now, seed: context.seed };
        let context = context.lower();
        let finished =
            self.call(Gate::shut(), limits, frozen, async |guest, store| guest.call_render(store, &context, state).await).await;
        finished.and_then(|view| view::lift(view, &limits, reach))
    }

    /// The state in the form of this version, from the form of an earlier one. The gate is shut.
    pub async fn migrate(&self, limits: Limits, from_version: &str, state: &[u8]) -> Finished<Vec<u8>> {
        let frozen = Frozen::default();
        self.call(Gate::shut(), limits, frozen, async |guest, store| guest.call_migrate(store, from_version, state).await).await
    }

    async fn call<T>(
        &self,
        gate: Gate,
        limits: Limits,
        frozen: Frozen,
        body: impl AsyncFnOnce(
            &crate::world::widget::Widget,
            &mut wasmtime::Store<fanlight_runtime::CallState>,
        ) -> wasmtime::Result<Result<T, Error>>,
    ) -> Finished<T> {
        let mut call = match self.program.enter(gate, limits).await {
            Ok(call) => call,
            Err(failure) => return Finished::failed(failure),
        };
        call.freeze(frozen);
        let result = call
            .metered(async |store| {
                let guest = self.pre.instantiate_async(&mut *store).await?;
                body(&guest, store).await
            })
            .await;
        let finished = call.finish(result);
        let refused = finished.gate.denied();
        finished.and_then(|answer| answer.map_err(|error| blame(&error, refused)))
    }
}

impl std::fmt::Debug for Widget {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.program.fmt(f)
    }
}

/// What a guest's own error means. It may blame the gate only if the gate did refuse in this call.
pub(crate) fn blame(error: &Error, refused: bool) -> Failure {
    match error {
        Error::Denied(message) if refused => Failure::new(Kind::Denied, sentence(message)),
        Error::Denied(message) | Error::Failed(message) => Failure::new(Kind::Guest, sentence(message)),
        Error::State(message) => Failure::new(Kind::Guest, format!("the widget cannot read its state: {}", sentence(message)))
            .hint("The stored state is kept as it is. Install a version that can read it, or remove the widget with its data."),
    }
}
