//! The three functions of a widget, called in this process: typed values in, typed values out, nothing judged.

use fanlight_runtime::{Export, Failure, Finished, Frozen, Gate, Limits, Program, Runtime};
use wasmtime::component::{ComponentNamedList, Lift, Lower};

use crate::world::widget::{Context, Error, Event, Outcome, View};

/// What a guest answered, or its own error.
type Answer<T> = Finished<Result<T, Error>>;

/// A program that exports what a widget does.
#[derive(Clone)]
pub(crate) struct Here {
    program: Program,
    update: Update,
    render: Render,
    migrate: Migrate,
}

type Function<P, T> = Export<P, (Result<T, Error>,)>;
type Update = Function<(&'static Context, Option<&'static [u8]>, &'static Event), Outcome>;
type Render = Function<(&'static Context, &'static [u8]), View>;
type Migrate = Function<(&'static str, &'static [u8]), Vec<u8>>;

impl Here {
    pub(super) async fn load(runtime: &Runtime, bytes: &[u8]) -> Result<Self, Failure> {
        Self::new(Program::load(runtime, bytes).await?)
    }

    pub(crate) fn new(program: Program) -> Result<Self, Failure> {
        let (update, render, migrate) = (program.export("update")?, program.export("render")?, program.export("migrate")?);
        Ok(Self { program, update, render, migrate })
    }

    pub(crate) async fn update(
        &self,
        gate: Gate,
        limits: Limits,
        context: &Context,
        state: Option<&[u8]>,
        event: &Event,
    ) -> Answer<Outcome> {
        self.call(gate, limits, frozen(context), &self.update, (context, state, event)).await
    }

    pub(crate) async fn render(&self, gate: Gate, limits: Limits, context: &Context, state: &[u8]) -> Answer<View> {
        self.call(gate, limits, frozen(context), &self.render, (context, state)).await
    }

    pub(crate) async fn migrate(&self, gate: Gate, limits: Limits, from_version: &str, state: &[u8]) -> Answer<Vec<u8>> {
        self.call(gate, limits, Frozen::default(), &self.migrate, (from_version, state)).await
    }

    async fn call<P, T>(&self, gate: Gate, limits: Limits, frozen: Frozen, function: &Function<P, T>, parameters: P) -> Answer<T>
    where
        P: ComponentNamedList + Lower,
        T: Lift + 'static,
    {
        let mut call = match self.program.enter(gate, limits).await {
            Ok(call) => call,
            Err(failure) => return Finished::failed(failure),
        };
        call.freeze(frozen);
        call.run(async |store| Ok(function.call(store, parameters).await?.0)).await
    }
}

/// What the system of another toolchain knows is what the context says.
fn frozen(context: &Context) -> Frozen {
    Frozen { now_ms: context.now, seed: context.seed }
}

impl std::fmt::Debug for Here {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.program.fmt(f)
    }
}
