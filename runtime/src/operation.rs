//! Host functions. A capability lists its operations with their types and price; this file turns each into a message at the gate.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use wasmtime::{
    StoreContextMut,
    component::{ComponentNamedList, ComponentType, Lift, LinkerInstance, Lower},
};

use crate::{CallState, Failure, Kind, gate::Message, recording::Form};

/// Why the gate did not do what was asked: `fanlight:bridge/gate.refusal` in WIT. Each case has a sentence for the author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ComponentType, Lift, Lower, thiserror::Error)]
#[component(variant)]
pub enum Refusal {
    /// Not declared, not granted, or outside of what was granted.
    #[component(name = "denied")]
    #[error("denied: {0}")]
    Denied(String),
    /// The request itself is wrong.
    #[component(name = "invalid")]
    #[error("invalid: {0}")]
    Invalid(String),
    /// A quota is used up.
    #[component(name = "full")]
    #[error("full: {0}")]
    Full(String),
    /// What was named does not exist.
    #[component(name = "missing")]
    #[error("missing: {0}")]
    Missing(String),
    /// The same call may work later.
    #[component(name = "unavailable")]
    #[error("unavailable: {0}")]
    Unavailable(String),
}

/// What a call of an operation costs the guest, in fuel, so that host work is never free. What the bytes do not measure, a session
/// charges itself: [`Session::worked`](crate::Session::worked).
#[derive(Clone, Copy, Debug)]
pub struct Price {
    /// For each call.
    pub call: u64,
    /// For each byte of encoded parameters and answer.
    pub byte: u64,
}

/// The functions of one WIT interface, all of one capability.
#[derive(Clone, Copy, Debug)]
pub struct Interface {
    /// Name of the capability.
    pub capability: &'static str,
    /// Full name of the WIT interface with its version, such as `ns:package/interface@0.1.0`.
    pub name: &'static str,
    /// Its functions.
    pub operations: &'static [Operation],
}

/// One function of an interface.
#[derive(Clone, Copy)]
pub struct Operation {
    /// The name in WIT.
    pub name: &'static str,
    price: Price,
    request: Form,
    answer: Form,
    link: fn(&mut LinkerInstance<'_, CallState>, &'static str, &Operation) -> wasmtime::Result<()>,
}

impl std::fmt::Debug for Operation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Operation {
    /// A function `name: func(P…) -> result<R, refusal>`. wasmtime checks these types against the component's own.
    pub const fn new<P, R>(name: &'static str, price: Price) -> Self
    where
        P: ComponentNamedList + Lift + Serialize + DeserializeOwned + Send + Sync + 'static,
        R: ComponentType + Lower + Serialize + DeserializeOwned + Send + Sync + 'static,
    {
        Self { name, price, request: Form::of::<P>(), answer: Form::of::<R>(), link: link_answering::<P, R> }
    }

    /// A function `name: func(P…)` without a result; a refusal goes unheard, as a log line may.
    pub const fn silent<P>(name: &'static str, price: Price) -> Self
    where
        P: ComponentNamedList + Lift + Serialize + DeserializeOwned + Send + Sync + 'static,
    {
        Self { name, price, request: Form::of::<P>(), answer: Form::of::<()>(), link: link_silent::<P> }
    }

    /// What it costs.
    pub(crate) fn price(&self) -> Price {
        self.price
    }

    /// Its encoded parameters.
    pub(crate) fn request(&self) -> Form {
        self.request
    }

    /// Its encoded answers.
    pub(crate) fn answer(&self) -> Form {
        self.answer
    }

    pub(crate) fn link(&self, linker: &mut LinkerInstance<'_, CallState>, capability: &'static str) -> wasmtime::Result<()> {
        (self.link)(linker, capability, self)
    }
}

/// The encoding of parameters and answers at the gate: postcard.
///
/// # Errors
/// Only when a type cannot be encoded at all, which is a fault of ours.
pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, Failure> {
    postcard::to_stdvec(value).map_err(Failure::internal)
}

/// The reverse of [`encode`].
///
/// # Errors
/// When the bytes are not a `T`, which is a fault of ours: guests never write these bytes.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    postcard::from_bytes(bytes).map_err(Failure::internal)
}

fn link_answering<P, R>(
    linker: &mut LinkerInstance<'_, CallState>,
    capability: &'static str,
    operation: &Operation,
) -> wasmtime::Result<()>
where
    P: ComponentNamedList + Lift + Serialize + Send + Sync + 'static,
    R: ComponentType + Lower + DeserializeOwned + Send + Sync + 'static,
{
    let &Operation { name, price, .. } = operation;
    linker.func_wrap_async(name, move |store, parameters: P| {
        Box::new(async move {
            let answer = match ask(store, capability, name, price, &parameters).await? {
                Ok(bytes) => Ok(decode::<R>(&bytes)?),
                Err(refusal) => Err(refusal),
            };
            Ok((answer,))
        })
    })
}

fn link_silent<P>(
    linker: &mut LinkerInstance<'_, CallState>,
    capability: &'static str,
    operation: &Operation,
) -> wasmtime::Result<()>
where
    P: ComponentNamedList + Lift + Serialize + Send + Sync + 'static,
{
    let &Operation { name, price, .. } = operation;
    linker.func_wrap_async(name, move |store, parameters: P| {
        Box::new(async move {
            // The gate has recorded the refusal; this function has no result to put it in.
            let _ = ask(store, capability, name, price, &parameters).await?;
            Ok(())
        })
    })
}

async fn ask<P: Serialize>(
    mut store: StoreContextMut<'_, CallState>,
    capability: &'static str,
    operation: &'static str,
    price: Price,
    parameters: &P,
) -> wasmtime::Result<Result<Vec<u8>, Refusal>> {
    let payload = encode(parameters)?;
    charge(&mut store, price.call + price.byte * payload.len() as u64)?;
    let state = store.data_mut();
    let answer = state.gate.pass(Message { capability, operation, payload: &payload }, &state.limits, state.deadline).await?;
    let worked = store.data_mut().gate.take_worked();
    let bytes = answer.as_ref().map_or(0, |bytes| bytes.len() as u64);
    charge(&mut store, worked.saturating_add(price.byte * bytes))?;
    Ok(answer)
}

pub(crate) fn charge(store: &mut StoreContextMut<'_, CallState>, price: u64) -> wasmtime::Result<()> {
    match store.get_fuel()?.checked_sub(price) {
        Some(rest) => store.set_fuel(rest),
        None => {
            store.set_fuel(0)?;
            Err(Failure::new(Kind::Fuel, "the call's fuel was used up by what it asked of the gate").into())
        }
    }
}
