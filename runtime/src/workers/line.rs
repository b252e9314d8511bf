//! Frames over a socket, the same on both ends: a length, then the message. Sending never waits: what the socket does not take at once is
//! sent by whoever listens.

use std::{
    io,
    sync::{Mutex, PoisonError},
};

use bytes::{Buf as _, Bytes, BytesMut};
use serde::Serialize;
use tokio::{net::UnixStream, sync::Notify};
use tokio_util::codec::{Decoder as _, Encoder as _, LengthDelimitedCodec};

use crate::Failure;

/// Room for what is read at once, in bytes.
const READ: usize = 64 << 10;

/// One end of a socket pair.
#[derive(Debug)]
pub(super) struct Line {
    stream: UnixStream,
    waiting: Mutex<BytesMut>,
    more: Notify,
    patience: usize,
    codec: LengthDelimitedCodec,
}

impl Line {
    /// An end that takes messages of at most `most` bytes, and keeps about `patience` bytes that the other end has not taken.
    pub(super) fn new(stream: std::os::unix::net::UnixStream, most: usize, patience: usize) -> io::Result<Self> {
        stream.set_nonblocking(true)?;
        let codec = LengthDelimitedCodec::builder().max_frame_length(most).new_codec();
        Ok(Self { stream: UnixStream::from_std(stream)?, waiting: Mutex::default(), more: Notify::new(), patience, codec })
    }

    /// Send a message of any length. What the other end has not taken yet is kept; that it has gone is found by who listens. It fails
    /// when so much is kept already that the other end cannot be listening.
    pub(super) fn send(&self, message: &impl Serialize) -> Result<(), Failure> {
        let message = postcard::to_stdvec(message).map_err(Failure::internal)?;
        let mut codec = LengthDelimitedCodec::builder().max_frame_length(u32::MAX as usize).new_codec();
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() > self.patience {
            return Err(Failure::internal("it does not read what it is told"));
        }
        let first = waiting.is_empty();
        codec.encode(Bytes::from(message), &mut waiting).map_err(Failure::internal)?;
        if first {
            self.push(&mut waiting);
        }
        if !waiting.is_empty() {
            self.more.notify_one();
        }
        Ok(())
    }

    /// Hand every message that comes to `each`, until the other end is closed or an error occurs.
    pub(super) async fn listen(&self, mut each: impl FnMut(&[u8]) -> Result<(), Failure>) -> Result<(), Failure> {
        let mut codec = self.codec.clone();
        let mut read = BytesMut::with_capacity(READ);
        let mut flush = std::pin::pin!(self.flush());
        loop {
            while let Some(message) = codec.decode(&mut read).map_err(Failure::internal)? {
                each(&message)?;
            }
            tokio::select! {
                failed = &mut flush => return Err(Failure::internal(failed)),
                readable = self.stream.readable() => readable.map_err(Failure::internal)?,
            }
            read.reserve(READ);
            match self.stream.try_read_buf(&mut read) {
                Ok(0) => return Ok(()),
                Ok(_) => {}
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => {}
                Err(e) => return Err(Failure::internal(e)),
            }
        }
    }

    /// Send what waits whenever the socket takes more; it ends with an error alone.
    async fn flush(&self) -> io::Error {
        loop {
            self.more.notified().await;
            while !self.waiting.lock().unwrap_or_else(PoisonError::into_inner).is_empty() {
                if let Err(error) = self.stream.writable().await {
                    return error;
                }
                self.push(&mut self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
            }
        }
    }

    fn push(&self, waiting: &mut BytesMut) {
        while !waiting.is_empty() {
            match self.stream.try_write(waiting) {
                Ok(written) => waiting.advance(written),
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => return,
                // The other end has gone: who listens is told so.
                Err(_) => return waiting.clear(),
            }
        }
    }
}
