//! Two calls side by side, for people and for scripts.

use fanlight_runtime::{
    Runtime,
    recording::{Answer, Difference, Exchange, RecordedCall},
};
use serde_json::{Value, json};

/// Places of one JSON text that are shown to people.
const MOST_PLACES: usize = 10;
/// Characters of a value that are shown to people.
const MOST_TEXT: usize = 120;

/// A call and what became of it.
pub(super) struct Shown<'a> {
    runtime: &'a Runtime,
    recorded: &'a RecordedCall,
    replayed: &'a RecordedCall,
    differences: Vec<Difference>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(runtime: &'a Runtime, recorded: &'a RecordedCall, replayed: &'a RecordedCall) -> Self {
        Self { runtime, recorded, replayed, differences: recorded.differences(replayed) }
    }

    pub(super) fn equal(&self) -> bool {
        self.differences.is_empty()
    }

    /// The event's name, if the call was told one.
    fn event(&self) -> Option<String> {
        let event: Value = serde_json::from_slice(self.recorded.inputs.get("event")?).ok()?;
        let field = |name: &str| event.get(name).and_then(Value::as_str);
        Some(field("type")?.to_owned() + &field("key").map(|key| format!(" {key}")).unwrap_or_default())
    }

    pub(super) fn json(&self) -> Value {
        let both = |of: fn(&RecordedCall) -> u64| json!({ "recorded": of(self.recorded), "replayed": of(self.replayed) });
        json!({
            "function": self.recorded.function,
            "event": self.event(),
            "equal": self.equal(),
            "usage": {
                "fuel": both(|call| call.fuel),
                "memory_peak_bytes": both(|call| call.memory_peak_bytes),
                "gate_calls": both(|call| call.gate_calls),
            },
            "gate": self.recorded.gate.iter().map(|exchange| self.exchange(exchange)).collect::<Vec<_>>(),
            "differences": self.differences.iter().map(|difference| self.difference(difference)).collect::<Vec<_>>(),
        })
    }

    fn difference(&self, difference: &Difference) -> Value {
        match difference {
            Difference::Ending { recorded, replayed } => json!({ "what": "ending", "recorded": recorded, "replayed": replayed }),
            Difference::Part { name, recorded, replayed } => {
                let (one, other) = (recorded.as_deref().map(value), replayed.as_deref().map(value));
                let places: Vec<Value> = places(&one, &other)
                    .into_iter()
                    .map(|(path, recorded, replayed)| json!({ "path": path, "recorded": recorded, "replayed": replayed }))
                    .collect();
                json!({ "what": name, "places": places })
            }
            Difference::Gate { after, recorded, replayed } => {
                let all = |list: &[Exchange]| list.iter().map(|exchange| self.exchange(exchange)).collect::<Vec<_>>();
                json!({ "what": "gate", "after": after, "recorded": all(recorded), "replayed": all(replayed) })
            }
            Difference::Figure { name, recorded, replayed } => {
                json!({ "what": name, "recorded": recorded, "replayed": replayed })
            }
        }
    }

    fn exchange(&self, exchange: &Exchange) -> Value {
        let Exchange { capability, operation, payload, answer, .. } = exchange;
        let answer = match answer {
            Answer::Given(bytes) => json!({ "given": self.runtime.describe_answer(capability, operation, bytes) }),
            Answer::Refused(refusal) => json!({ "refused": refusal.to_string() }),
            Answer::Ended(failure) => json!({ "ended": failure.to_string() }),
        };
        json!({ "asked": self.runtime.describe(capability, operation, payload), "answer": answer })
    }

    /// A line for the call, and one for each difference.
    pub(super) fn lines(&self, n: usize) -> Vec<String> {
        let event = self.event().map(|event| format!(" ({event})")).unwrap_or_default();
        let says = if self.equal() { "equal" } else { "differs" };
        let (fuel, asked) = (self.recorded.fuel, self.recorded.gate_calls);
        let mut lines = vec![format!("{n:>4}  {says:<8} {}{event}: {fuel} of fuel, {asked} gate calls", self.recorded.function)];
        for difference in &self.differences {
            match difference {
                Difference::Ending { recorded, replayed } => {
                    let ended = |how: &Option<String>| how.clone().unwrap_or_else(|| "it went well".to_owned());
                    changed(&mut lines, "ending", &ended(recorded), &ended(replayed));
                }
                Difference::Part { name, recorded, replayed } => {
                    let found = places(&recorded.as_deref().map(value), &replayed.as_deref().map(value));
                    for (path, one, other) in found.iter().take(MOST_PLACES) {
                        changed(&mut lines, format!("{name} {path}").trim_end(), &text(one), &text(other));
                    }
                    if found.len() > MOST_PLACES {
                        lines.push(format!("        {name}: {} more places", found.len() - MOST_PLACES));
                    }
                }
                Difference::Gate { after, recorded, replayed } => {
                    lines.push(format!("        gate, after {after} equal questions:"));
                    for (sign, list) in [("-", recorded), ("+", replayed)] {
                        let said = list.iter().take(MOST_PLACES).map(|exchange| {
                            let said = self.exchange(exchange);
                            let asked = said["asked"].as_str().unwrap_or_default();
                            format!("          {sign} {asked:.MOST_TEXT$} → {:.MOST_TEXT$}", said["answer"].to_string())
                        });
                        lines.extend(said);
                    }
                }
                Difference::Figure { name, recorded, replayed } => {
                    changed(&mut lines, name, &recorded.to_string(), &replayed.to_string());
                }
            }
        }
        lines
    }
}

fn changed(lines: &mut Vec<String>, what: &str, recorded: &str, replayed: &str) {
    lines.push(format!("        {what}: {recorded:.MOST_TEXT$} → {replayed:.MOST_TEXT$}"));
}

fn text(value: &Option<Value>) -> String {
    value.as_ref().map_or_else(|| "nothing".to_owned(), Value::to_string)
}

/// A part of a result: JSON if it is, text if it is, else how many bytes there are and their beginning.
fn value(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap_or_else(|_| match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => format!("{} bytes: {:02x?}", bytes.len(), &bytes[..bytes.len().min(64)]).into(),
    })
}

/// A place in two JSON texts, with what is there in each.
type Place = (String, Option<Value>, Option<Value>);

/// Where two values differ, each place as a JSON pointer.
fn places(one: &Option<Value>, other: &Option<Value>) -> Vec<Place> {
    let (mut found, mut open) = (Vec::new(), vec![(String::new(), one.as_ref(), other.as_ref())]);
    while let Some((path, one, other)) = open.pop() {
        match (one, other) {
            (one, other) if one == other => {}
            (Some(Value::Object(a)), Some(Value::Object(b))) => {
                let names: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
                open.extend(names.into_iter().rev().map(|name| (format!("{path}/{name}"), a.get(name), b.get(name))));
            }
            (Some(Value::Array(a)), Some(Value::Array(b))) => {
                let longest = a.len().max(b.len());
                open.extend((0..longest).rev().map(|at| (format!("{path}/{at}"), a.get(at), b.get(at))));
            }
            (one, other) => found.push((path, one.cloned(), other.cloned())),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_named_where_they_are() {
        let found = places(
            &Some(json!({ "a": [1, { "b": "x" }], "same": true, "gone": 1 })),
            &Some(json!({ "a": [1, { "b": "y" }, 3], "same": true })),
        );
        let places: Vec<String> =
            found.iter().map(|(path, one, other)| format!("{path} {} {}", text(one), text(other))).collect();
        assert_eq!(places, ["/a/1/b \"x\" \"y\"", "/a/2 nothing 3", "/gone 1 nothing"]);
    }
}
