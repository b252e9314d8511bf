//! A theme: a function from context to tokens. Either a component of world `theme`, which imports nothing and keeps nothing, or a
//! pack of tokens without code. Nobody but this file need know which.

use std::sync::Arc;

use fanlight_runtime::{Failure, Finished, Gate, Kind, Limits, Program, Runtime};
use serde::{Deserialize, Serialize};

use crate::{
    Contrast, Scheme, Tokens,
    tokens::{self, Pack},
    widget,
    world::theme::{
        ThemePre,
        fanlight::bridge::{context as wit, failure::Error, tokens::ThemeContext as WitContext},
    },
};

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
    Component(Component),
    Pack(Arc<Pack>),
}

impl Theme {
    /// Compile or load a component and check that it is a theme, or read a pack and judge it.
    ///
    /// # Errors
    /// `invalid.package` when it is something else; see [`Program::load`] and [`Pack::read`].
    pub async fn load(runtime: &Runtime, bytes: &[u8]) -> Result<Self, Failure> {
        Ok(Self(if tokens::is_pack(bytes) {
            Form::Pack(Arc::new(Pack::read(bytes)?))
        } else {
            Form::Component(Component::load(runtime, bytes).await?)
        }))
    }

    /// The theme's tokens, after the contrast gate. A pack uses nothing, for there is nothing to run.
    pub async fn tokens(&self, limits: Limits, context: ThemeContext) -> Finished<Tokens> {
        match &self.0 {
            Form::Component(component) => component.tokens(limits, context).await,
            Form::Pack(pack) => Finished::unused(pack.tokens(context.scheme, context.contrast)),
        }
    }
}

#[derive(Clone)]
struct Component {
    program: Program,
    pre: ThemePre<fanlight_runtime::CallState>,
}

impl Component {
    async fn load(runtime: &Runtime, bytes: &[u8]) -> Result<Self, Failure> {
        let program = Program::load(runtime, bytes).await?;
        let pre = ThemePre::new(program.pre().clone())
            .map_err(|e| Failure::new(Kind::InvalidPackage, format!("the component is not a theme: {e:#}")))?;
        Ok(Self { program, pre })
    }

    /// Nothing is behind the gate of a theme.
    async fn tokens(&self, limits: Limits, context: ThemeContext) -> Finished<Tokens> {
        let context = WitContext {
            now: context.now,
            hour: context.hour.min(23),
            scheme: match context.scheme {
                Scheme::Light => wit::Scheme::Light,
                Scheme::Dark => wit::Scheme::Dark,
            },
            contrast: match context.contrast {
                Contrast::Standard => wit::Contrast::Standard,
                Contrast::More => wit::Contrast::More,
            },
        };
        let mut call = match self.program.enter(Gate::shut(), limits).await {
            Ok(call) => call,
            Err(failure) => return Finished::failed(failure),
        };
        let result = call
            .metered(async |store| {
                let guest = self.pre.instantiate_async(&mut *store).await?;
                guest.call_tokens(store, context).await
            })
            .await;
        call.finish(result).and_then(|answer| {
            let list = answer.map_err(|error| match error {
                Error::Denied(text) | Error::Failed(text) | Error::State(text) => {
                    widget::blame(&crate::world::widget::fanlight::bridge::failure::Error::Failed(text), false)
                }
            })?;
            tokens::lift(list)
        })
    }
}

impl std::fmt::Debug for Component {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.program.fmt(f)
    }
}
