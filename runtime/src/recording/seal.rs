//! Recordings at rest: AES-256-GCM, bound to the file's magic, version and form.

use std::{io, path::Path};

use aes_gcm::{
    Aes256Gcm, KeyInit as _, Nonce,
    aead::{Aead as _, Payload},
};

use crate::{Failure, Kind, key_file};

/// Bytes of a nonce; each file has a random one, 2^32 files are safe with one key.
const NONCE_BYTES: usize = 12;

/// The key that seals recordings.
#[derive(Clone)]
pub struct TraceKey([u8; key_file::KEY_BYTES]);

impl TraceKey {
    /// Read the key from `file`, or make one there that only its owner can read.
    ///
    /// # Errors
    /// When the file cannot be read or written, or is not a key.
    pub fn open_or_make(file: &Path) -> io::Result<Self> {
        key_file::open_or_make(file).map(Self)
    }

    /// Read the key from `file`.
    ///
    /// # Errors
    /// When there is none.
    pub fn open(file: &Path) -> io::Result<Self> {
        key_file::open(file).map(Self)
    }

    /// `nonce ciphertext tag`. `about` stands before it in the file, and is vouched for.
    pub(super) fn seal(&self, about: &[u8], msg: &[u8]) -> Result<Vec<u8>, Failure> {
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce).map_err(Failure::internal)?;
        let sealed = self.cipher().encrypt(&Nonce::from(nonce), Payload { msg, aad: about }).map_err(Failure::internal)?;
        Ok([&nonce[..], &sealed].concat())
    }

    pub(super) fn unseal(&self, about: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Failure> {
        let opened = sealed
            .split_first_chunk::<NONCE_BYTES>()
            .and_then(|(nonce, msg)| self.cipher().decrypt(&Nonce::from(*nonce), Payload { msg, aad: about }).ok());
        opened.ok_or_else(|| {
            Failure::new(Kind::InvalidTrace, "the recording does not open with this key, or was changed since it was sealed")
                .hint("Use the key file with which it was recorded, and the file as it was written.")
        })
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new(&self.0.into())
    }
}

impl std::fmt::Debug for TraceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TraceKey(…)")
    }
}
