//! Recordings as files. `docs/TRACES.md` describes the form for others; what is read may come from a stranger.
//!
//! `magic version form rest`, where the rest is deflated postcard: with a checksum before it (form 0), or sealed (form 1). Counts are
//! read one by one and bounded, so that a small file cannot ask for much memory.

use std::io::{Read as _, Write as _};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{EngineId, Exchange, PackageId, Parts, RecordedCall, Trace, TraceKey};
use crate::{Failure, Kind, Limits};

const MAGIC: &[u8; 8] = b"FLTRACE\n";
const VERSION: u8 = 1;
const OPEN: u8 = 0;
const SEALED: u8 = 1;
const HEAD_BYTES: usize = MAGIC.len() + 2;
const CHECKSUM_BYTES: usize = 32;

/// Bytes of a recording, deflated or not.
pub const MAX_TRACE_BYTES: usize = 32 << 20;
/// Bytes of one parameter, one result, one question to the gate or one answer.
pub const MAX_PART_BYTES: usize = 4 << 20;
const MAX_CALLS: usize = 10_000;
const MAX_PARTS: usize = 16;
/// Exchanges of all calls together.
const MAX_EXCHANGES: usize = 200_000;
/// Bytes of a name.
const MAX_NAME: usize = 128;
/// How many times the default a limit may be: the most that somebody's file can ask of the machine that plays it.
const MAX_LIMIT: u64 = 64;

/// What a call is besides its lists.
#[derive(Serialize, Deserialize)]
struct Head {
    function: String,
    failure: Option<Failure>,
    fuel: u64,
    memory_peak_bytes: u64,
    gate_calls: u64,
}

impl Trace {
    /// The bytes of a file, sealed if there is a key.
    ///
    /// # Errors
    /// When there is more than [`Trace::read`] would take.
    pub fn write(&self, key: Option<&TraceKey>) -> Result<Vec<u8>, Failure> {
        let mut body = Writer(Vec::new());
        body.put(&self.engine)?;
        body.put(&self.package)?;
        body.put(&self.calls.len())?;
        for call in &self.calls {
            body.call(call)?;
        }
        // What cannot be read again is not written: the bounds of reading are those of writing.
        Reader::new(&body.0).trace()?;
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
        let deflated = deflate.write_all(&body.0).and_then(|()| deflate.finish()).map_err(Failure::internal)?;

        let mut file = [&MAGIC[..], &[VERSION, if key.is_some() { SEALED } else { OPEN }]].concat();
        match key {
            Some(key) => file.extend(key.seal(&file, &deflated)?),
            None => {
                file.extend(blake3::hash(&deflated).as_bytes());
                file.extend(deflated);
            }
        }
        Ok(file)
    }

    /// A recording from the bytes of a file. A sealed one needs its key, and with a key it has to be sealed.
    ///
    /// # Errors
    /// `invalid.trace`, and what is wrong.
    pub fn read(file: &[u8], key: Option<&TraceKey>) -> Result<Self, Failure> {
        if file.len() > MAX_TRACE_BYTES {
            return Err(invalid(format!("a recording has at most {MAX_TRACE_BYTES} bytes, this file has {}", file.len())));
        }
        let (head, rest) = file.split_at_checked(HEAD_BYTES).ok_or_else(foreign)?;
        let (version, form) = match head.strip_prefix(MAGIC) {
            Some([version, form]) => (*version, *form),
            _ => return Err(foreign()),
        };
        if version != VERSION {
            let message = format!("the recording is of format {version}; this program reads format {VERSION}");
            return Err(invalid(message).hint("Use the version of Fanlight that recorded it, or record it again."));
        }
        let deflated = match (form, key) {
            (SEALED, Some(key)) => key.unseal(head, rest)?,
            (SEALED, None) => {
                return Err(invalid("the recording is sealed").hint("Name the key file with which it was recorded: --key FILE."));
            }
            (OPEN, Some(_)) => {
                let hint = "Leave --key out if you trust where the file comes from.";
                return Err(invalid("the recording is not sealed, and a key was given").hint(hint));
            }
            (OPEN, None) => unchanged(rest)?.to_vec(),
            _ => return Err(invalid(format!("the recording has the unknown form {form}"))),
        };
        let mut body = Vec::new();
        let inflated = DeflateDecoder::new(&deflated[..]).take(MAX_TRACE_BYTES as u64 + 1).read_to_end(&mut body);
        inflated.map_err(|e| invalid(format!("the recording does not unpack: {e}")))?;
        if body.len() > MAX_TRACE_BYTES {
            return Err(invalid(format!("the recording unpacks to more than {MAX_TRACE_BYTES} bytes")));
        }
        Reader::new(&body).trace()
    }
}

/// The part after the checksum, if it fits.
fn unchanged(rest: &[u8]) -> Result<&[u8], Failure> {
    let (sum, deflated) = rest.split_at_checked(CHECKSUM_BYTES).ok_or_else(damaged)?;
    if blake3::hash(deflated).as_bytes() == sum { Ok(deflated) } else { Err(damaged()) }
}

struct Writer(Vec<u8>);

impl Writer {
    fn put<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        self.0 = postcard::to_extend(value, std::mem::take(&mut self.0)).map_err(Failure::internal)?;
        Ok(())
    }

    fn call(&mut self, call: &RecordedCall) -> Result<(), Failure> {
        self.put(&Head {
            function: call.function.clone(),
            failure: call.result.as_ref().err().cloned(),
            fuel: call.fuel,
            memory_peak_bytes: call.memory_peak_bytes,
            gate_calls: call.gate_calls,
        })?;
        self.put(&Limits::NAMES.len())?;
        for limit in call.limits.entries() {
            self.put(&limit)?;
        }
        self.parts(&call.inputs)?;
        self.put(&call.gate.len())?;
        for exchange in &call.gate {
            self.put(exchange)?;
        }
        self.parts(call.result.as_ref().unwrap_or(&Parts::new()))
    }

    fn parts(&mut self, parts: &Parts) -> Result<(), Failure> {
        self.put(&parts.len())?;
        parts.iter().try_for_each(|part| self.put(&part))
    }
}

struct Reader<'a> {
    rest: &'a [u8],
    exchanges: usize,
}

impl<'a> Reader<'a> {
    fn new(rest: &'a [u8]) -> Self {
        Self { rest, exchanges: 0 }
    }

    fn take<T: DeserializeOwned>(&mut self, what: &str) -> Result<T, Failure> {
        let (value, rest) = postcard::take_from_bytes(self.rest).map_err(|e| invalid(format!("{what} cannot be read: {e}")))?;
        self.rest = rest;
        Ok(value)
    }

    fn count(&mut self, what: &str, most: usize) -> Result<usize, Failure> {
        let count: usize = self.take(what)?;
        if count <= most { Ok(count) } else { Err(invalid(format!("there are {count} {what}; a recording holds {most}"))) }
    }

    fn trace(mut self) -> Result<Trace, Failure> {
        let engine: EngineId = self.take("the engine")?;
        let package: PackageId = self.take("the package")?;
        for name in [&engine.wasmtime, &engine.architecture, &engine.settings, &package.name, &package.version, &package.digest] {
            short(name)?;
        }
        let count = self.count("calls", MAX_CALLS)?;
        let calls = (1..=count).map(|n| self.call().map_err(|e| at(n, e))).collect::<Result<_, _>>()?;
        if !self.rest.is_empty() {
            return Err(invalid(format!("{} bytes follow the last call", self.rest.len())));
        }
        Ok(Trace { engine, package, calls })
    }

    fn call(&mut self) -> Result<RecordedCall, Failure> {
        let head: Head = self.take("its head")?;
        short(&head.function)?;
        let limits = self.limits()?;
        let inputs = self.parts("parameters")?;
        let count = self.count("questions to the gate", MAX_EXCHANGES - self.exchanges)?;
        self.exchanges += count;
        let gate = (0..count).map(|_| self.exchange()).collect::<Result<_, _>>()?;
        let given = self.parts("results")?;
        Ok(RecordedCall {
            function: head.function,
            inputs,
            limits,
            gate,
            result: head.failure.map_or(Ok(given), Err),
            fuel: head.fuel,
            memory_peak_bytes: head.memory_peak_bytes,
            gate_calls: head.gate_calls,
        })
    }

    fn limits(&mut self) -> Result<Limits, Failure> {
        let mut limits = Limits::default();
        for _ in 0..self.count("limits", Limits::NAMES.len())? {
            let (name, value): (String, u64) = self.take("a limit")?;
            let usual = Limits::default().entries().find(|(known, _)| *known == name).map(|(_, usual)| usual);
            if usual.is_some_and(|usual| value > usual.saturating_mul(MAX_LIMIT)) {
                let message = format!("the limit {name} is {value}, more than {MAX_LIMIT} times the usual one");
                return Err(invalid(message).hint("Record it with a lower limit."));
            }
            limits.set(&name, value).map_err(|e| invalid(e.to_string()))?;
        }
        Ok(limits)
    }

    fn exchange(&mut self) -> Result<Exchange, Failure> {
        let exchange: Exchange = self.take("a question to the gate")?;
        short(&exchange.capability)?;
        short(&exchange.operation)?;
        fits(exchange.payload.len(), "a question to the gate")?;
        if let super::Answer::Given(bytes) = &exchange.answer {
            fits(bytes.len(), "an answer of the gate")?;
        }
        Ok(exchange)
    }

    fn parts(&mut self, what: &str) -> Result<Parts, Failure> {
        let mut parts = Parts::new();
        for _ in 0..self.count(what, MAX_PARTS)? {
            let (name, bytes): (String, Vec<u8>) = self.take(what)?;
            short(&name)?;
            fits(bytes.len(), &name)?;
            parts.insert(name, bytes);
        }
        Ok(parts)
    }
}

fn short(name: &str) -> Result<(), Failure> {
    if name.len() <= MAX_NAME { Ok(()) } else { Err(invalid(format!("a name has {} bytes; it may have {MAX_NAME}", name.len()))) }
}

fn fits(bytes: usize, what: &str) -> Result<(), Failure> {
    if bytes <= MAX_PART_BYTES {
        Ok(())
    } else {
        Err(invalid(format!("{what:.40} has {bytes} bytes; it may have {MAX_PART_BYTES}")))
    }
}

fn at(call: usize, failure: Failure) -> Failure {
    Failure { message: format!("call {call} of the recording: {}", failure.message), ..failure }
}

fn invalid(message: impl Into<String>) -> Failure {
    Failure::new(Kind::InvalidTrace, message)
}

fn foreign() -> Failure {
    invalid("the file is no recording of Fanlight").hint("Name a file that `fanlight record` wrote.")
}

fn damaged() -> Failure {
    invalid("the recording is damaged: its checksum does not fit").hint("Copy the file again, or record it again.")
}

#[cfg(test)]
mod tests;
