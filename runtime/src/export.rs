//! A function that a program exports, checked once and called in fresh instances.

use std::marker::PhantomData;

use wasmtime::{
    Store,
    component::{ComponentExportIndex, ComponentNamedList, InstancePre, Lift, Lower, types::ComponentItem},
};

use crate::{CallState, Failure, Kind, Program};

/// An exported function that takes `P` and answers `R`, both tuples. It is found and its types are compared when a program is loaded;
/// calling it costs neither again, and an instance is not asked for the exports that nobody calls.
pub struct Export<P, R> {
    pre: InstancePre<CallState>,
    index: ComponentExportIndex,
    types: PhantomData<fn() -> (P, R)>,
}

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
        let refuse = |what: String| Failure::new(Kind::InvalidPackage, what);
        let pre = self.pre();
        let Some((ComponentItem::ComponentFunc(function), index)) = pre.component().get_export(None, name) else {
            return Err(refuse(format!("the component exports no function `{name}`")));
        };
        function
            .typecheck::<P, R>(&pre.instance_type())
            .map_err(|e| refuse(format!("the component's function `{name}` has another type: {e:#}")))?;
        Ok(Export { pre: pre.clone(), index, types: PhantomData })
    }
}

impl<P, R> Export<P, R>
where
    P: ComponentNamedList + Lower,
    R: ComponentNamedList + Lift + 'static,
{
    /// Make an instance in the store of a call, within [`crate::Call::metered`], and call the function.
    ///
    /// # Errors
    /// Whatever ends the call: hand it to [`crate::Call::finish`].
    pub async fn call(&self, store: &mut Store<CallState>, parameters: P) -> wasmtime::Result<R> {
        let instance = self.pre.instantiate_async(&mut *store).await?;
        instance.get_typed_func::<P, R>(&mut *store, &self.index)?.call_async(store, parameters).await
    }
}

impl<P, R> Clone for Export<P, R> {
    fn clone(&self) -> Self {
        Self { pre: self.pre.clone(), index: self.index, types: PhantomData }
    }
}

impl<P, R> std::fmt::Debug for Export<P, R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export").finish_non_exhaustive()
    }
}
