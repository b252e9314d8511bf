//! The one function of a theme, called in this process.

use fanlight_runtime::{Export, Failure, Finished, Gate, Limits, Program, Runtime};

use crate::world::theme::{
    Token,
    fanlight::bridge::{failure::Error, tokens::ThemeContext},
};

/// A program that exports what a theme does.
#[derive(Clone)]
pub(crate) struct Here {
    program: Program,
    tokens: Export<(ThemeContext,), (Result<Vec<Token>, Error>,)>,
}

impl Here {
    pub(super) async fn load(runtime: &Runtime, bytes: &[u8]) -> Result<Self, Failure> {
        Self::new(Program::load(runtime, bytes).await?)
    }

    pub(crate) fn new(program: Program) -> Result<Self, Failure> {
        let tokens = program.export("tokens")?;
        Ok(Self { program, tokens })
    }

    pub(crate) async fn tokens(&self, gate: Gate, limits: Limits, context: ThemeContext) -> Finished<Result<Vec<Token>, Error>> {
        let call = match self.program.enter(gate, limits).await {
            Ok(call) => call,
            Err(failure) => return Finished::failed(failure),
        };
        call.run(async |store| Ok(self.tokens.call(store, (context,)).await?.0)).await
    }
}

impl std::fmt::Debug for Here {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.program.fmt(f)
    }
}
