//! Lines for the widget's author: 64 lines and 4 KiB a call are kept.

#[cfg(not(target_arch = "wasm32"))]
use crate::rehearsal::gate::log as gate;
#[cfg(target_arch = "wasm32")]
use fanlight_bridge::guest::log as gate;
pub use fanlight_bridge::guest::log::Level;

/// Writes one line.
pub fn write(level: Level, line: impl AsRef<str>) {
    gate::write(level, line.as_ref());
}

/// A line that helps while writing the widget.
pub fn debug(line: impl AsRef<str>) {
    write(Level::Debug, line);
}

/// A line about the usual course of things.
pub fn info(line: impl AsRef<str>) {
    write(Level::Info, line);
}

/// A line about something odd.
pub fn warn(line: impl AsRef<str>) {
    write(Level::Warn, line);
}

/// A line about something that went wrong.
pub fn error(line: impl AsRef<str>) {
    write(Level::Error, line);
}
