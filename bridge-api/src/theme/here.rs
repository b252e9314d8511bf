//! The one function of a theme, called in this process.

use fanlight_runtime::{CallState, Failure, Finished, Gate, Kind, Limits, Program, Runtime};

use crate::world::theme::{
    ThemePre,
    fanlight::bridge::{
        failure::Error,
        tokens::{ThemeContext, Token},
    },
};

/// A program that exports what a theme does.
#[derive(Clone)]
pub(crate) struct Here {
    program: Program,
    pre: ThemePre<CallState>,
}

impl Here {
    pub(super) async fn load(runtime: &Runtime, bytes: &[u8]) -> Result<Self, Failure> {
        Self::new(Program::load(runtime, bytes).await?)
    }

    pub(crate) fn new(program: Program) -> Result<Self, Failure> {
        let pre = ThemePre::new(program.pre().clone())
            .map_err(|e| Failure::new(Kind::InvalidPackage, format!("the component is not a theme: {e:#}")))?;
        Ok(Self { program, pre })
    }

    pub(crate) async fn tokens(&self, gate: Gate, limits: Limits, context: ThemeContext) -> Finished<Result<Vec<Token>, Error>> {
        let mut call = match self.program.enter(gate, limits).await {
            Ok(call) => call,
            Err(failure) => return Finished::failed(failure),
        };
        let result = call
            .metered(async |store| {
                let guest = self.pre.instantiate_async(&mut *store).await?;
                guest.call_tokens(store, context).await
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
