//! A component of world `widget`, and one call of each of its three functions.

mod here;

use fanlight_runtime::{Failure, Finished, Gate, Kind, Limits, Sandbox, workers::Remote};

use crate::{
    Context, Event, View,
    question::{Asked, World},
    text::sentence,
    view::{self, Reach},
    world::widget::fanlight::bridge::failure::Error,
};

pub(crate) use here::Here;

/// The least time between two refreshes that a widget can ask for, in milliseconds.
const MIN_REFRESH: u32 = 1_000;

/// A loaded widget. Cheap to clone; every call gets a fresh instance.
#[derive(Clone, Debug)]
pub struct Widget(Form);

#[derive(Clone, Debug)]
enum Form {
    Here(Here),
    Apart(Remote),
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
    /// `invalid.package` when it is something else; see [`fanlight_runtime::Program::load`].
    pub async fn load(sandbox: impl Into<Sandbox>, bytes: &[u8]) -> Result<Self, Failure> {
        Ok(Self(match sandbox.into() {
            Sandbox::Here(runtime) => Form::Here(Here::load(&runtime, bytes).await?),
            Sandbox::Apart(workers) => {
                let remote = workers.program(bytes).await?;
                let is: Finished<()> = remote.ask(Gate::shut(), workers.limits(), &Asked::Is(World::Widget)).await;
                is.result?;
                Form::Apart(remote)
            }
        }))
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
        let (context, event) = (context.lower(), event.lower());
        let finished = match &self.0 {
            Form::Here(here) => here.update(gate, limits, &context, state, &event).await,
            Form::Apart(remote) => remote.ask(gate, limits, &Asked::update(&context, state, &event)).await,
        };
        blamed(finished).and_then(|outcome| {
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
        let (gate, context) = (Gate::shut(), context.lower());
        let finished = match &self.0 {
            Form::Here(here) => here.render(gate, limits, &context, state).await,
            Form::Apart(remote) => remote.ask(gate, limits, &Asked::render(&context, state)).await,
        };
        blamed(finished).and_then_async(async |view| view::lift_aside(view, limits, reach).await).await
    }

    /// The state in the form of this version, from the form of an earlier one. The gate is shut.
    pub async fn migrate(&self, limits: Limits, from_version: &str, state: &[u8]) -> Finished<Vec<u8>> {
        let gate = Gate::shut();
        blamed(match &self.0 {
            Form::Here(here) => here.migrate(gate, limits, from_version, state).await,
            Form::Apart(remote) => remote.ask(gate, limits, &Asked::migrate(from_version, state)).await,
        })
    }
}

/// A guest's own error, as a failure.
fn blamed<T>(finished: Finished<Result<T, Error>>) -> Finished<T> {
    let refused = finished.gate.denied();
    finished.and_then(|answer| answer.map_err(|error| blame(&error, refused)))
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
