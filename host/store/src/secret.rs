//! Randomness, and the secrets made of it. The only file that asks the system for random bytes.

use std::fmt;

use crate::error::{Result, StoreError};

/// A secret that a person or a browser holds and that we keep only the hash of: 256 random bits as 64 hex digits.
/// `Debug` never shows it, and there is no `Display`: printing one takes a deliberate [`Secret::expose`].
pub struct Secret(String);

impl Secret {
    /// Characters in a secret. Anything longer or shorter is none, and is not even hashed.
    pub(crate) const LENGTH: usize = 64;

    pub(crate) fn random() -> Result<Self> {
        Ok(Self(blake3::Hash::from_bytes(random_bytes()?).to_hex().to_string()))
    }

    /// The secret itself, for the one place that hands it out.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What a secret is for: a part of its hash, so that a session's secret never passes for a sign-in token or the other
/// way round.
pub(crate) struct Purpose(pub(crate) &'static str);

impl Purpose {
    /// What is stored of a secret. A plain fast hash is right: with 256 random bits there is nothing to guess.
    pub(crate) fn hash(&self, secret: &str) -> String {
        let mut hasher = blake3::Hasher::new_derive_key(self.0);
        hasher.update(secret.as_bytes());
        hasher.finalize().to_hex().to_string()
    }
}

/// `N` bytes from the operating system.
pub(crate) fn random_bytes<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(StoreError::Randomness)?;
    Ok(bytes)
}
