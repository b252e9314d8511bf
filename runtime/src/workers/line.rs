//! Frames over a socket, the same on both ends: a length, then the message. Sending never waits: what the socket does not take at once is
//! sent by whoever listens. Who is about to be answered may linger, since being woken takes longer than most calls.

use std::{
    io,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use bytes::{Buf as _, Bytes, BytesMut};
use rustix::{io::Errno, net::RecvFlags};
use serde::Serialize;
use tokio::{net::UnixStream, sync::Notify};
use tokio_util::codec::{Decoder as _, Encoder as _, LengthDelimitedCodec};

use crate::Failure;

/// Room for what is read at once, in bytes.
const READ: usize = 64 << 10;
/// How long somebody looks again and again for what should come at once.
const LINGER: Duration = Duration::from_micros(100);

/// One end of a socket pair.
#[derive(Debug)]
pub(super) struct Line {
    stream: UnixStream,
    waiting: Mutex<BytesMut>,
    more: Notify,
    patience: usize,
    reading: Mutex<Reading>,
    expecting: Notify,
}

/// What was read and is not a whole message yet.
#[derive(Debug)]
struct Reading {
    codec: LengthDelimitedCodec,
    bytes: BytesMut,
    /// Where somebody who lingers reads to.
    fresh: Box<[u8]>,
}

impl Reading {
    /// Hand out what is whole; whether anything was.
    fn hand_out(&mut self, each: &mut impl FnMut(&[u8]) -> Result<(), Failure>) -> Result<bool, Failure> {
        let mut any = false;
        while let Some(message) = self.codec.decode(&mut self.bytes).map_err(Failure::internal)? {
            each(&message)?;
            any = true;
        }
        Ok(any)
    }
}

impl Line {
    /// An end that takes messages of at most `most` bytes, and keeps about `patience` bytes that the other end has not taken.
    pub(super) fn new(stream: std::os::unix::net::UnixStream, most: usize, patience: usize) -> io::Result<Self> {
        stream.set_nonblocking(true)?;
        let codec = LengthDelimitedCodec::builder().max_frame_length(most).new_codec();
        let reading = Reading { codec, bytes: BytesMut::with_capacity(READ), fresh: vec![0; READ].into() };
        Ok(Self {
            stream: UnixStream::from_std(stream)?,
            waiting: Mutex::default(),
            more: Notify::new(),
            patience,
            reading: Mutex::new(reading),
            expecting: Notify::new(),
        })
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
        let mut flush = std::pin::pin!(self.flush());
        loop {
            tokio::select! {
                failed = &mut flush => return Err(Failure::internal(failed)),
                readable = self.stream.readable() => readable.map_err(Failure::internal)?,
                () = self.expecting.notified() => {
                    self.linger(&mut each)?;
                    continue;
                }
            }
            let mut reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
            reading.bytes.reserve(READ);
            match self.stream.try_read_buf(&mut reading.bytes) {
                Ok(0) => return Ok(()),
                Ok(_) => {
                    reading.hand_out(&mut each)?;
                }
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => {}
                // Closed, and something that it was told had not been read: as when it was killed.
                Err(e) if e.kind() == io::ErrorKind::ConnectionReset => return Ok(()),
                Err(e) => return Err(Failure::internal(e)),
            }
        }
    }

    /// Whoever listens shall linger once: something was said that is answered at once, and nothing else is to be done.
    pub(super) fn expect(&self) {
        self.expecting.notify_one();
    }

    /// Look for messages without waiting to be woken, until some came or [`LINGER`] is over. The thread does nothing else meanwhile.
    pub(super) fn linger(&self, each: &mut impl FnMut(&[u8]) -> Result<(), Failure>) -> Result<(), Failure> {
        let began = Instant::now();
        while began.elapsed() < LINGER {
            // Whoever listens is at it.
            let Ok(mut reading) = self.reading.try_lock() else { return Ok(()) };
            let Reading { bytes, fresh, .. } = &mut *reading;
            match rustix::net::recv(&self.stream, &mut fresh[..], RecvFlags::DONTWAIT) {
                Ok((read, _)) if read > 0 => {
                    bytes.extend_from_slice(fresh.get(..read).unwrap_or_default());
                    if reading.hand_out(each)? {
                        return Ok(());
                    }
                }
                Err(Errno::WOULDBLOCK | Errno::INTR) => {}
                // Whoever listens finds the end, or the error.
                Ok(_) | Err(_) => return Ok(()),
            }
            drop(reading);
            std::hint::spin_loop();
        }
        Ok(())
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_end_that_goes_away_without_having_read_is_an_end_and_no_error() {
        for told in [false, true] {
            let (ours, theirs) = std::os::unix::net::UnixStream::pair().unwrap();
            let line = Line::new(ours, 1_000, 1_000).unwrap();
            if told {
                line.send(&"something").unwrap();
            }
            drop(theirs);
            assert!(line.listen(|_| Ok(())).await.is_ok(), "{told}");
        }
    }
}
