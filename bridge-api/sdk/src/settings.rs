//! The widget's own settings, as `fanlight.toml` declares them. To read one, ask the [`Context`](crate::Context::setting).

#[cfg(not(target_arch = "wasm32"))]
use crate::rehearsal::gate::settings as gate;
#[cfg(target_arch = "wasm32")]
use fanlight_bridge::guest::settings as gate;
use serde::Serialize;

use crate::Result;

/// Changes one setting; kept together with the widget's state. The context of this call still has the old value.
pub fn put<T: Serialize + ?Sized>(name: &str, value: &T) -> Result<()> {
    Ok(gate::put(name, &serde_json::to_string(value)?)?)
}
