//! Questions to the gate as people read them.

use serde_json::Value;

use crate::{Failure, Kind, Runtime};

impl Runtime {
    /// A question to the gate as people read it: `documents.read("a.md")`. Bytes that are text are shown as text.
    pub fn describe(&self, capability: &str, operation: &str, payload: &[u8]) -> String {
        let request = self.operation(capability, operation).map(|known| known.request());
        let arguments = match request.map(|form| (form.show)(payload)) {
            Some(Ok(Value::Array(list))) => {
                list.into_iter().map(|one| with_texts(one).to_string()).collect::<Vec<_>>().join(", ")
            }
            _ => format!("{} bytes", payload.len()),
        };
        format!("{capability}.{operation}({arguments})")
    }

    /// What an operation answered, as JSON; `None` when the bytes are no answer of it.
    pub fn describe_answer(&self, capability: &str, operation: &str, answer: &[u8]) -> Option<Value> {
        (self.operation(capability, operation)?.answer().show)(answer).ok().map(with_texts)
    }

    /// Whether bytes are an answer of this operation.
    pub(super) fn readable(&self, capability: &str, operation: &str, answer: &[u8]) -> Result<(), Failure> {
        let read = self.operation(capability, operation).map(|known| (known.answer().check)(answer, usize::MAX));
        if matches!(read, Some(Ok(()))) {
            return Ok(());
        }
        let message = format!("the recording's answer of {} bytes is none of `{capability}.{operation}`", answer.len());
        Err(Failure::new(Kind::InvalidTrace, message))
    }
}

/// JSON has no bytes: a list of them becomes the text that they are, if they are one.
fn with_texts(value: Value) -> Value {
    match value {
        Value::Array(list) => {
            let bytes: Option<Vec<u8>> = list.iter().map(|item| item.as_u64().and_then(|n| u8::try_from(n).ok())).collect();
            let text = bytes.filter(|bytes| !bytes.is_empty()).and_then(|bytes| String::from_utf8(bytes).ok());
            match text.filter(|text| !text.contains(|c: char| c.is_control() && c != '\n' && c != '\t')) {
                Some(text) => Value::String(text),
                None => Value::Array(list.into_iter().map(with_texts).collect()),
            }
        }
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, with_texts(value))).collect(),
        other => other,
    }
}
