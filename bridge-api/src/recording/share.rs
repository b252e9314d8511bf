//! Recordings that may be given away: personal data is replaced where it came in, and the package runs again, so that the new recording
//! is as exact as the first. Nothing of the old results is kept.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use fanlight_runtime::{
    Failure,
    recording::{Fidelity, PackageId, Parts, Placeholders, RecordedCall, Stranger, Trace},
};
use serde_json::{Map, Value as Json};

use super::{
    Guest,
    call::{Call, STATE, VIEW},
};
use crate::{
    Context, Event, View,
    event::Value,
    manifest::{Manifest, SettingType},
    view::Node,
};

/// A recording without personal data.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The recording.
    pub trace: Trace,
    /// Places of calls, from 0, that end in another way than they did with the real data: what they show may not be in it.
    pub otherwise: Vec<usize>,
}

/// Make a recording that may be given away: `guest` was loaded from the package of `trace`, whose bytes and manifest these are.
///
/// # Errors
/// `invalid.trace` when the recording has calls that cannot be made, or is of another package.
pub async fn share(guest: &Guest, trace: &Trace, bytes: &[u8], manifest: &Manifest) -> Result<Shared, Failure> {
    let package = PackageId::of(&manifest.name, manifest.version.to_string(), bytes);
    if package.digest != trace.package.digest {
        let hint = "Only the package that was recorded can make a recording to share.";
        return Err(super::call::invalid("the recording is of another package").hint(hint));
    }
    let mut sharing = Sharing { manifest, places: Arc::new(Mutex::new(Placeholders::new(bytes))), shown: None };
    let mut shared =
        Shared { trace: Trace { engine: guest.runtime.id().clone(), package, calls: Vec::new() }, otherwise: Vec::new() };
    for (at, recorded) in trace.calls.iter().enumerate() {
        let call = sharing.call(Call::read(&recorded.function, &recorded.inputs)?)?;
        let gate = Stranger::new(&guest.runtime, &recorded.gate, &sharing.places);
        let now = guest.play(&call, recorded, gate).await?;
        sharing.learn(recorded, &now);
        let ending = |call: &RecordedCall| call.result.as_ref().err().map(|failure| failure.kind);
        if ending(recorded) != ending(&now) {
            shared.otherwise.push(at);
        }
        shared.trace.calls.push(now);
    }
    for call in &shared.trace.calls {
        if !call.differences(&guest.replay(call, Fidelity::Exact).await?).is_empty() {
            return Err(Failure::internal("a call with placeholders did not replay exactly"));
        }
    }
    Ok(shared)
}

struct Sharing<'a> {
    manifest: &'a Manifest,
    places: Arc<Mutex<Placeholders>>,
    /// The last view as it was recorded, and as it is now.
    shown: Option<(View, View)>,
}

impl Sharing<'_> {
    fn places(&self) -> MutexGuard<'_, Placeholders> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The call with placeholders in its parameters.
    fn call(&self, call: Call) -> Result<Call, Failure> {
        Ok(match call {
            Call::Update { context, state, event } => Call::Update {
                context: self.context(context)?,
                state: state.map(|state| self.places().bytes(&state)),
                event: self.event(event),
            },
            Call::Render { context, state, reach } => {
                Call::Render { context: self.context(context)?, state: self.places().bytes(&state), reach }
            }
            Call::Migrate { from_version, state } => Call::Migrate { from_version, state: self.places().bytes(&state) },
            theme @ Call::Tokens { .. } => theme,
        })
    }

    /// What the guest gave comes back to it: states in later calls, keys and options in events.
    fn learn(&mut self, recorded: &RecordedCall, now: &RecordedCall) {
        let (Ok(before), Ok(now)) = (&recorded.result, &now.result) else { return };
        if let (Some(before), Some(now)) = (before.get(STATE), now.get(STATE)) {
            self.places().learn(before, now);
        }
        let view = |parts: &Parts| serde_json::from_slice(parts.get(VIEW)?).ok();
        if let (Some(before), Some(now)) = (view(before), view(now)) {
            self.shown = Some((before, now));
        }
    }

    /// Time, place and look of the viewer stay: widgets depend on them, and they name nobody.
    fn context(&self, mut context: Context) -> Result<Context, Failure> {
        let mut settings = Map::new();
        for (name, value) in context.settings {
            let declared = self.manifest.settings.get(&name);
            let chosen = declared.is_some_and(|setting| {
                setting.kind == SettingType::Choice
                    && value.as_str().is_some_and(|text| setting.options.iter().any(|o| o == text))
            });
            let value = if chosen { value } else { self.json(&value)? };
            let name = if declared.is_some() { name } else { self.places().name(&name) };
            settings.insert(name, value);
        }
        context.settings = settings;
        Ok(context)
    }

    fn json(&self, value: &Json) -> Result<Json, Failure> {
        serde_json::from_str(&self.places().json(&value.to_string())).map_err(Failure::internal)
    }

    fn event(&self, event: Event) -> Event {
        match event {
            Event::Input { key, value } => Event::Input { value: self.value(&key, value), key: self.key(&key) },
            Event::Submitted { key, fields } => {
                let fields = fields.into_iter().map(|(name, value)| {
                    let value = Value::of(&value).unwrap_or_default();
                    (self.key(&name), self.value(&name, value).into())
                });
                Event::Submitted { fields: fields.collect(), key: self.key(&key) }
            }
            Event::Tick { name } => Event::Tick { name: self.places().name(&name) },
            other => other,
        }
    }

    /// The node with this key as it was shown, and the one in its place now, if it is of the same kind.
    fn nodes(&self, key: &str) -> Option<(&Node, &Node)> {
        let (before, now) = self.shown.as_ref()?;
        let found = before.find(key)?;
        let at = before.root().walk().position(|node| std::ptr::eq(node, found))?;
        let now = now.root().walk().nth(at)?;
        (std::mem::discriminant(found) == std::mem::discriminant(now)).then_some((found, now))
    }

    /// The key that the guest gives now to what had this one.
    fn key(&self, key: &str) -> String {
        let now = match self.nodes(key) {
            Some((Node::Table(before), Node::Table(now))) => {
                let column = before.columns.iter().position(|column| column.key.as_deref() == Some(key));
                column.and_then(|at| now.columns.get(at)?.key.clone())
            }
            Some((_, now)) => now.key().map(str::to_owned),
            None => None,
        };
        now.unwrap_or_else(|| self.places().name(key))
    }

    /// What was entered into the node with this key: an option becomes the option in its place, a text gets placeholders.
    fn value(&self, key: &str, value: Value) -> Value {
        let text = match value {
            Value::Text(text) => text,
            Value::Number(number) => {
                let now = self.places().json(&Json::from(number).to_string()).parse().ok();
                return Value::Number(now.unwrap_or_default());
            }
            other => return other,
        };
        let option = match self.nodes(key) {
            Some((Node::Select(before) | Node::Radio(before), Node::Select(now) | Node::Radio(now))) => {
                let at = before.options.iter().position(|option| option.value == text);
                at.and_then(|at| now.options.get(at)).map(|option| option.value.clone())
            }
            _ => None,
        };
        Value::Text(option.unwrap_or_else(|| self.places().text(&text)))
    }
}
