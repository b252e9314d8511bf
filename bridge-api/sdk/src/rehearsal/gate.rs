//! What lies behind the gate in a rehearsal, kept in memory. The functions are those of the capabilities, so that the friendly
//! wrappers run unchanged.

pub mod documents;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use fanlight_bridge::guest::gate::Refusal;

/// Everything that a widget can read and write besides its state.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// The widget's own keys and values.
    pub storage: BTreeMap<String, Vec<u8>>,
    /// Text and time of change in milliseconds, by path.
    pub documents: BTreeMap<String, (String, u64)>,
    /// Settings that the widget has put, as JSON.
    pub settings: BTreeMap<String, String>,
    /// What the widget has logged.
    pub log: Vec<String>,
    /// Names of the capabilities that the person did not allow.
    pub denied: BTreeSet<String>,
    open: bool,
}

thread_local! {
    /// The world of the call that runs on this thread.
    static CURRENT: RefCell<World> = RefCell::default();
}

impl World {
    /// Runs one call against this world. What it wrote is dropped when it fails.
    pub(super) fn during<T, E>(&mut self, open: bool, call: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        CURRENT.set(World { open, ..self.clone() });
        let result = call();
        let after = CURRENT.take();
        let log = mem::take(&mut self.log);
        if result.is_ok() {
            *self = after;
        } else {
            self.log = [log, after.log].concat();
        }
        result
    }
}

/// Lets a call through to the world if the capability is allowed and the gate is open.
fn through<T>(capability: &str, call: impl FnOnce(&mut World) -> Result<T, Refusal>) -> Result<T, Refusal> {
    CURRENT.with_borrow_mut(|world| {
        if !world.open {
            return Err(Refusal::Denied("The gate is closed while a view is drawn.".into()));
        }
        if world.denied.contains(capability) {
            return Err(Refusal::Denied(format!("{capability} was not allowed.")));
        }
        call(world)
    })
}

/// See [`crate::storage`].
pub mod storage {
    use super::{Refusal, through};

    /// Reads one key.
    pub fn get(key: &str) -> Result<Option<Vec<u8>>, Refusal> {
        through("storage", |world| Ok(world.storage.get(key).cloned()))
    }

    /// Writes one key.
    pub fn put(key: &str, value: &[u8]) -> Result<(), Refusal> {
        through("storage", |world| {
            world.storage.insert(key.into(), value.into());
            Ok(())
        })
    }

    /// Removes one key.
    pub fn delete(key: &str) -> Result<bool, Refusal> {
        through("storage", |world| Ok(world.storage.remove(key).is_some()))
    }

    /// Lists keys.
    pub fn keys(prefix: &str) -> Result<Vec<String>, Refusal> {
        through("storage", |world| Ok(world.storage.keys().filter(|key| key.starts_with(prefix)).cloned().collect()))
    }
}

/// See [`crate::settings`].
pub mod settings {
    use super::{Refusal, through};

    /// Changes one setting.
    pub fn put(name: &str, value: &str) -> Result<(), Refusal> {
        through("settings", |world| {
            world.settings.insert(name.into(), value.into());
            Ok(())
        })
    }
}

/// See [`crate::log`].
pub mod log {
    use super::CURRENT;
    use fanlight_bridge::guest::log::Level;

    /// Keeps one line.
    pub fn write(level: Level, line: &str) {
        CURRENT.with_borrow_mut(|world| world.log.push(format!("{level:?}: {line}")));
    }
}
