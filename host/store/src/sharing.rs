//! What a person may do with a board. It is decided here and nowhere else: by whose it is, and how far it is shared.

use crate::error::{Result, StoreError};
use crate::ids::PrincipalId;
use crate::scope::TenantScope;

/// How far a board's owner has opened it to everybody else of the workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shared {
    /// Nobody else sees it.
    #[default]
    No,
    /// Others see it.
    View,
    /// Others see it and use its widgets.
    Use,
}

impl Shared {
    /// As in the `shared` column, and for people's programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::View => "view",
            Self::Use => "use",
        }
    }

    pub(crate) fn stored(text: &str) -> Result<Self> {
        [Self::No, Self::View, Self::Use]
            .into_iter()
            .find(|shared| shared.as_str() == text)
            .ok_or(StoreError::Unreadable { what: "board's sharing" })
    }
}

/// What one person may do with one board, each including what stands before it. Somebody who may do nothing does not see the board at
/// all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// See what is on it.
    View,
    /// Send events to its widgets.
    Use,
    /// Arrange, install, grant, remove, share.
    Own,
}

impl Access {
    pub(crate) fn of(scope: &TenantScope, owner: &PrincipalId, shared: Shared) -> Option<Self> {
        match shared {
            _ if scope.is_system() || scope.actor() == owner.as_str() => Some(Self::Own),
            Shared::Use => Some(Self::Use),
            Shared::View => Some(Self::View),
            Shared::No => None,
        }
    }
}
