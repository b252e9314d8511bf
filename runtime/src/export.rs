//! A function that a program exports, found and checked once, called in fresh instances.

mod checked;

use wasmtime::{
    Store,
    component::{ComponentNamedList, Lift, Lower},
};

use self::checked::Checked;
use crate::{CallState, Failure, Kind, Program};

/// An exported function that takes `P` and answers `R`, both tuples. Its type is compared once, when it is looked up, and an instance is
/// not asked for what nobody calls.
pub struct Export<P, R>(Checked<P, R>);

impl Program {
    /// The function of this name at the root of the component.
    ///
    /// # Errors
    /// `invalid.package` when there is none, or its type is another.
    pub fn export<P, R>(&self, name: &str) -> Result<Export<P, R>, Failure>
    where
        P: ComponentNamedList + Lower,
        R: ComponentNamedList + Lift,
    {
        let checked = Checked::compare(self.pre(), name);
        checked.map(Export).map_err(|e| {
            Failure::new(
                Kind::InvalidPackage,
                format!("the component does not export the function `{name}` that is needed: {e:#}"),
            )
        })
    }
}

impl<P, R> Export<P, R>
where
    P: ComponentNamedList + Lower,
    R: ComponentNamedList + Lift + 'static,
{
    /// Make an instance in the store of a call and call the function there: the work of [`crate::Call::run`].
    ///
    /// # Errors
    /// Whatever ends the call: [`crate::Call::finish`] knows what it means.
    pub async fn call(&self, store: &mut Store<CallState>, parameters: P) -> wasmtime::Result<R> {
        self.0.instantiate(store).await?.call_async(store, parameters).await
    }
}

impl<P, R> Clone for Export<P, R> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<P, R> std::fmt::Debug for Export<P, R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export").finish_non_exhaustive()
    }
}
