//! The three functions of a widget, called in this process: typed values in, typed values out, nothing judged.

use fanlight_runtime::{CallState, Failure, Finished, Gate, Kind, Limits, Program, Runtime};
use wasmtime::Store;

use crate::world::widget::{
    Outcome, Widget as Exports, WidgetPre,
    fanlight::bridge::{context::Context, events::Event, failure::Error, view::View},
};

/// What a guest answered, or its own error.
type Answer<T> = Finished<Result<T, Error>>;

/// A program that exports what a widget does.
#[derive(Clone)]
pub(crate) struct Here {
    program: Program,
    pre: WidgetPre<CallState>,
}

impl Here {
    pub(super) async fn load(runtime: &Runtime, bytes: &[u8]) -> Result<Self, Failure> {
        Self::new(Program::load(runtime, bytes).await?)
    }

    pub(crate) fn new(program: Program) -> Result<Self, Failure> {
        let pre = WidgetPre::new(program.pre().clone())
            .map_err(|e| Failure::new(Kind::InvalidPackage, format!("the component is not a widget: {e:#}")))?;
        Ok(Self { program, pre })
    }

    pub(crate) async fn update(
        &self,
        gate: Gate,
        limits: Limits,
        context: &Context,
        state: Option<&[u8]>,
        event: &Event,
    ) -> Answer<Outcome> {
        self.call(gate, limits, async |guest, store| guest.call_update(store, context, state, event).await).await
    }

    pub(crate) async fn render(&self, gate: Gate, limits: Limits, context: &Context, state: &[u8]) -> Answer<View> {
        self.call(gate, limits, async |guest, store| guest.call_render(store, context, state).await).await
    }

    pub(crate) async fn migrate(&self, gate: Gate, limits: Limits, from_version: &str, state: &[u8]) -> Answer<Vec<u8>> {
        self.call(gate, limits, async |guest, store| guest.call_migrate(store, from_version, state).await).await
    }

    async fn call<T>(
        &self,
        gate: Gate,
        limits: Limits,
        body: impl AsyncFnOnce(&Exports, &mut Store<CallState>) -> wasmtime::Result<T>,
    ) -> Finished<T> {
        let mut call = match self.program.enter(gate, limits).await {
            Ok(call) => call,
            Err(failure) => return Finished::failed(failure),
        };
        let result = call
            .metered(async |store| {
                let guest = self.pre.instantiate_async(&mut *store).await?;
                body(&guest, store).await
            })
            .await;
        call.finish(result)
    }
}

impl std::fmt::Debug for Here {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.program.fmt(f)
    }
}
