//! Permission is a type: who holds a [`Grant`] may, and only this file can make one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

/// A named kind of access, with the type that says how far it reaches.
pub trait Capability: Send + Sync + 'static {
    /// The name in manifests and grants.
    const NAME: &'static str;
    /// How far the access reaches, such as a folder. `{}` must be valid JSON for a scope with no bounds of its own.
    type Scope: Serialize + DeserializeOwned + Clone + Send + Sync + std::fmt::Debug + 'static;

    /// What both allow. `None` when they have nothing in common.
    fn intersect(one: &Self::Scope, other: &Self::Scope) -> Option<Self::Scope>;
}

/// The right to use a capability within a scope.
///
/// The fields are private and there is no constructor: the one way to a grant leads through [`Rights::grant`].
///
/// ```
/// # use std::collections::BTreeMap;
/// use fanlight_runtime::{Capability, Grant, Rights};
///
/// struct Notes;
/// impl Capability for Notes {
///     const NAME: &'static str = "notes";
///     type Scope = u32;
///     fn intersect(one: &u32, other: &u32) -> Option<u32> {
///         Some(*one.min(other))
///     }
/// }
///
/// let declared = BTreeMap::from([("notes".to_owned(), 7.into())]);
/// let granted = BTreeMap::from([("notes".to_owned(), 3.into())]);
/// let grant: Option<Grant<Notes>> = Rights::new(declared.clone(), granted).grant()?;
/// assert_eq!(grant.map(|grant| *grant.scope()), Some(3));
///
/// // Declared and not granted is no right.
/// let grant: Option<Grant<Notes>> = Rights::new(declared, BTreeMap::new()).grant()?;
/// assert!(grant.is_none());
/// # Ok::<(), fanlight_runtime::ScopeError>(())
/// ```
///
/// Code that did not ask does not compile:
///
/// ```compile_fail,E0451
/// # use fanlight_runtime::{Capability, Grant};
/// # struct Notes;
/// # impl Capability for Notes {
/// #     const NAME: &'static str = "notes";
/// #     type Scope = u32;
/// #     fn intersect(one: &u32, other: &u32) -> Option<u32> { Some(*one.min(other)) }
/// # }
/// let forged: Grant<Notes> = Grant { scope: 7 };
/// ```
///
/// ```compile_fail,E0277
/// # use fanlight_runtime::{Capability, Grant};
/// # struct Notes;
/// # impl Capability for Notes {
/// #     const NAME: &'static str = "notes";
/// #     type Scope = u32;
/// #     fn intersect(one: &u32, other: &u32) -> Option<u32> { Some(*one.min(other)) }
/// # }
/// let forged: Grant<Notes> = serde_json::from_str("{\"scope\": 7}").unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Grant<C: Capability> {
    scope: C::Scope,
}

impl<C: Capability> Grant<C> {
    /// How far the right reaches.
    pub fn scope(&self) -> &C::Scope {
        &self.scope
    }
}

/// A scope that does not read as its capability's scope.
#[derive(Debug, thiserror::Error)]
#[error("the scope of `{capability}` is not understood: {reason}")]
pub struct ScopeError {
    /// Whose scope it is.
    pub capability: String,
    /// What is wrong with it.
    pub reason: String,
}

/// What one widget may do: what its manifest declares, cut down to what the person granted.
#[derive(Clone, Debug, Default)]
pub struct Rights {
    declared: BTreeMap<String, Value>,
    granted: BTreeMap<String, Value>,
}

impl Rights {
    /// Both maps go from a capability's name to a scope; a name in one of them alone gives no right.
    pub fn new(declared: BTreeMap<String, Value>, granted: BTreeMap<String, Value>) -> Self {
        Self { declared, granted }
    }

    /// The right to `C`, if there is one.
    ///
    /// # Errors
    /// [`ScopeError`] when a scope does not parse; no right is given then.
    pub fn grant<C: Capability>(&self) -> Result<Option<Grant<C>>, ScopeError> {
        let (Some(declared), Some(granted)) = (self.declared.get(C::NAME), self.granted.get(C::NAME)) else {
            return Ok(None);
        };
        let (declared, granted) = (parse::<C>(declared)?, parse::<C>(granted)?);
        Ok(C::intersect(&declared, &granted).map(|scope| Grant { scope }))
    }
}

fn parse<C: Capability>(scope: &Value) -> Result<C::Scope, ScopeError> {
    C::Scope::deserialize(scope).map_err(|e| ScopeError { capability: C::NAME.to_owned(), reason: e.to_string() })
}
