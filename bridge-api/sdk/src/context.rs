//! What is ambient elsewhere: time, place, looks and settings of the viewer.

use std::cell::{Cell, OnceCell};
use std::time::Duration;

use fanlight_bridge::guest::context as wit;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The viewer's world as it is for the length of one call.
#[derive(Debug)]
pub struct Context {
    wit: wit::Context,
    settings: OnceCell<Map<String, Value>>,
    refresh_after: Cell<Option<u32>>,
}

impl Context {
    pub(crate) fn new(wit: wit::Context) -> Self {
        Self { wit, settings: OnceCell::new(), refresh_after: Cell::new(None) }
    }

    /// Milliseconds since 1970-01-01 UTC. It does not move while a call runs.
    pub fn now(&self) -> u64 {
        self.wit.now
    }

    /// The only randomness there is: another number for each call, and the same when a call is replayed.
    pub fn seed(&self) -> u64 {
        self.wit.seed
    }

    /// Minutes to add to UTC for the viewer's wall clock, -720 to 840.
    pub fn utc_offset(&self) -> i32 {
        self.wit.utc_offset
    }

    /// IANA name, such as `Europe/Berlin`.
    pub fn time_zone(&self) -> &str {
        &self.wit.time_zone
    }

    /// BCP 47 tag, such as `de-CH`.
    pub fn locale(&self) -> &str {
        &self.wit.locale
    }

    /// The language that the viewer reads: the first part of the [locale](Self::locale), such as `de`, always in lower case. To speak it,
    /// match on it in `view`:
    ///
    /// ```
    /// # use fanlight_sdk::prelude::*;
    /// fn greeting(ctx: &Context) -> &'static str {
    ///     match ctx.language() {
    ///         "de" => "Hallo",
    ///         _ => "Hello",
    ///     }
    /// }
    /// ```
    pub fn language(&self) -> &str {
        let locale = self.locale();
        locale.split_once('-').map_or(locale, |(language, _)| language)
    }

    /// Which way the viewer reads.
    pub fn direction(&self) -> wit::Direction {
        self.wit.direction
    }

    /// Whether the viewer's screen is light or dark.
    pub fn scheme(&self) -> wit::Scheme {
        self.wit.scheme
    }

    /// How much contrast the viewer asked for.
    pub fn contrast(&self) -> wit::Contrast {
        self.wit.contrast
    }

    /// How much room the widget has.
    pub fn size(&self) -> wit::Size {
        self.wit.size
    }

    /// The value of a setting that `fanlight.toml` declares; `None` when it declares none of that name and type.
    pub fn setting<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let settings = self.settings.get_or_init(|| serde_json::from_str(&self.wit.settings).unwrap_or_default());
        serde_json::from_value(settings.get(name)?.clone()).ok()
    }

    /// Asks for an [`Event::Refresh`](crate::Event::Refresh) after this long, a second at the least. Counts in `update` only.
    /// The last call wins; an update that does not ask gets none.
    pub fn refresh_after(&self, wait: Duration) {
        let millis = u32::try_from(wait.as_millis()).unwrap_or(u32::MAX);
        self.refresh_after.set(Some(millis.max(1_000)));
    }

    pub(crate) fn refresh_asked(&self) -> Option<u32> {
        self.refresh_after.get()
    }
}
