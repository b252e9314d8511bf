//! The one place that trusts a comparison of types which was made before.
#![allow(unsafe_code, reason = "comparing the types of a view again took 3 of a render's 39 µs; every other module denies it")]

use std::marker::PhantomData;

use wasmtime::{
    Store,
    component::{ComponentExportIndex, ComponentNamedList, InstancePre, Lift, Lower, TypedFunc, types::ComponentItem},
};

use crate::CallState;

/// A function at the root of a component that takes `P` and answers `R`: only [`Checked::compare`] makes one.
pub(super) struct Checked<P, R> {
    pre: InstancePre<CallState>,
    index: ComponentExportIndex,
    types: PhantomData<fn() -> (P, R)>,
}

impl<P, R> Checked<P, R>
where
    P: ComponentNamedList + Lower,
    R: ComponentNamedList + Lift,
{
    /// Find the function and compare its type with `P` and `R`.
    pub(super) fn compare(pre: &InstancePre<CallState>, name: &str) -> wasmtime::Result<Self> {
        let Some((ComponentItem::ComponentFunc(function), index)) = pre.component().get_export(None, name) else {
            return Err(wasmtime::Error::msg("there is no such function"));
        };
        function.typecheck::<P, R>(&pre.instance_type())?;
        Ok(Self { pre: pre.clone(), index, types: PhantomData })
    }

    /// The function in an instance of its own.
    pub(super) async fn instantiate(&self, store: &mut Store<CallState>) -> wasmtime::Result<TypedFunc<P, R>> {
        let instance = self.pre.instantiate_async(&mut *store).await?;
        let function = instance.get_func(store, self.index).ok_or_else(|| wasmtime::Error::msg("an export is gone"))?;
        // SAFETY: wasmtime requires that the function takes `P` and answers `R`. `compare` had wasmtime check that for this index of this
        // `InstancePre`, and both are ours alone since. An instance has the types of its component, with the resources that its
        // `InstancePre` was linked with; this instance was made of the same one. Lifetimes in `P` and `R` are no part of the check.
        Ok(unsafe { TypedFunc::new_unchecked(function) })
    }
}

impl<P, R> Clone for Checked<P, R> {
    fn clone(&self) -> Self {
        Self { pre: self.pre.clone(), index: self.index, types: PhantomData }
    }
}
