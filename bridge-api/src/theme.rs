//! A theme: a function from context to tokens. Either a component of world `theme`, which imports nothing and keeps nothing, or a
//! pack of tokens without code. Nobody but this file need know which.

mod here;

use std::sync::Arc;

use fanlight_runtime::{Failure, Finished, Gate, Kind, Limits, Sandbox, workers::Remote};
use serde::{Deserialize, Serialize};

use crate::{
    Contrast, Scheme, Tokens,
    question::{Asked, World},
    text::sentence,
    tokens::{self, Day, HOURS, Pack, SCREENS, ScreenFault},
    world::theme::{
        Token,
        fanlight::bridge::{context as wit, failure::Error, tokens::ThemeContext as WitContext},
    },
};

pub(crate) use here::Here;

/// What a theme knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ThemeContext {
    /// Milliseconds since 1970-01-01 UTC.
    pub now: u64,
    /// The viewer's local hour, 0 to 23.
    pub hour: u8,
    /// Light or dark.
    pub scheme: Scheme,
    /// How much contrast the viewer asks for.
    pub contrast: Contrast,
}

/// A loaded theme. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Theme(Form);

#[derive(Clone, Debug)]
enum Form {
    Here(Here),
    Apart(Remote),
    Pack(Arc<Pack>),
}

impl Theme {
    /// Compile or load a component and check that it is a theme, or read a pack and judge it.
    ///
    /// # Errors
    /// `invalid.package` when it is something else; see [`fanlight_runtime::Program::load`] and [`Pack::read`].
    pub async fn load(sandbox: impl Into<Sandbox>, bytes: &[u8]) -> Result<Self, Failure> {
        if tokens::is_pack(bytes) {
            return Ok(Self(Form::Pack(Arc::new(Pack::read(bytes)?))));
        }
        Ok(Self(match sandbox.into() {
            Sandbox::Here(runtime) => Form::Here(Here::load(&runtime, bytes).await?),
            Sandbox::Apart(workers) => {
                let remote = workers.program(bytes).await?;
                let is: Finished<()> = remote.ask(Gate::shut(), workers.limits(), &Asked::Is(World::Theme)).await;
                is.result?;
                Form::Apart(remote)
            }
        }))
    }

    /// The theme's tokens, after the contrast gate. A pack uses nothing, for there is nothing to run. Nothing is behind the gate of a
    /// theme.
    pub async fn tokens(&self, limits: Limits, context: ThemeContext) -> Finished<Tokens> {
        match &self.0 {
            Form::Pack(pack) => Finished::unused(pack.tokens(context.scheme, context.contrast)),
            _ => self.list(limits, context).await.and_then(tokens::lift),
        }
    }

    /// The pairs of colours that cannot be told apart, on every screen and at every hour of the day of `now`, each at its worst hour.
    /// A pack has none: it was judged when it was read.
    ///
    /// # Errors
    /// What went wrong in the first call that did: a limit, a trap, tokens that are no tokens.
    pub async fn faults(&self, limits: Limits, now: u64) -> Result<Vec<ScreenFault>, Failure> {
        if let Form::Pack(_) = &self.0 {
            return Ok(Vec::new());
        }
        let mut day = Day::default();
        for (screen, (scheme, contrast)) in SCREENS.into_iter().enumerate() {
            for hour in HOURS {
                let list = self.list(limits, ThemeContext { now, hour, scheme, contrast }).await.result?;
                let (_, colors) = tokens::measure(list)?;
                day.look(screen, hour, &colors)?;
            }
        }
        Ok(day.faults())
    }

    /// What the component answers; a pack has none to ask.
    async fn list(&self, limits: Limits, context: ThemeContext) -> Finished<Vec<Token>> {
        let gate = Gate::shut();
        let finished = match &self.0 {
            Form::Here(here) => here.tokens(gate, limits, context.lower()).await,
            Form::Apart(remote) => remote.ask(gate, limits, &Asked::Tokens(context.lower())).await,
            Form::Pack(_) => return Finished::unused(Vec::new()),
        };
        finished.and_then(|answer| {
            answer.map_err(|error| {
                let (Error::Denied(text) | Error::Failed(text) | Error::State(text)) = error;
                Failure::new(Kind::Guest, sentence(&text))
            })
        })
    }
}

impl ThemeContext {
    fn lower(self) -> WitContext {
        WitContext {
            now: self.now,
            hour: self.hour.min(23),
            scheme: match self.scheme {
                Scheme::Light => wit::Scheme::Light,
                Scheme::Dark => wit::Scheme::Dark,
            },
            contrast: match self.contrast {
                Contrast::Standard => wit::Contrast::Standard,
                Contrast::More => wit::Contrast::More,
            },
        }
    }
}
