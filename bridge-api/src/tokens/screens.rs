//! The screens that a theme is drawn on, and the pairs of colours that cannot be told apart there.

use std::{collections::BTreeMap, ops::Range};

use fanlight_runtime::Failure;
use serde::Serialize;

use super::{
    Fault,
    contrast::{self, Colors, Pair},
    invalid,
};
use crate::{Contrast, Scheme};

/// Every screen that a theme is drawn on.
pub const SCREENS: [(Scheme, Contrast); 4] = [
    (Scheme::Light, Contrast::Standard),
    (Scheme::Dark, Contrast::Standard),
    (Scheme::Light, Contrast::More),
    (Scheme::Dark, Contrast::More),
];
/// The hours of a day at which a theme that may follow it is judged.
pub const HOURS: Range<u8> = 0..24;

/// The name of a screen, which is that of the set in a pack that belongs to it alone.
pub(super) fn name(scheme: Scheme, contrast: Contrast) -> &'static str {
    match (scheme, contrast) {
        (Scheme::Light, Contrast::Standard) => "light",
        (Scheme::Dark, Contrast::Standard) => "dark",
        (Scheme::Light, Contrast::More) => "light-more",
        (Scheme::Dark, Contrast::More) => "dark-more",
    }
}

/// A pair of colours that fails, and on which screen.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScreenFault {
    /// `light` or `dark`.
    pub scheme: Scheme,
    /// `standard` or `more`.
    pub contrast: Contrast,
    /// The hour at which it is worst; none for a pack, which knows no hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hour: Option<u8>,
    /// The pair, its ratio and the way out.
    #[serde(flatten)]
    pub fault: Fault,
}

impl ScreenFault {
    /// The pair, the ratio and the screen, as a sentence.
    #[must_use]
    pub fn message(&self) -> String {
        let screen = name(self.scheme, self.contrast);
        let hour = self.hour.map(|hour| format!(" at {hour}:00")).unwrap_or_default();
        format!("{screen}{hour}: {}", self.fault.message())
    }

    /// What to change.
    #[must_use]
    pub fn hint(&self) -> String {
        self.fault.hint()
    }
}

/// `invalid.tokens`: the first fault, how many more there are, and the way out of the first. `None` when there is no fault.
#[must_use]
pub fn refusal(faults: &[ScreenFault]) -> Option<Failure> {
    let first = faults.first()?;
    Some(invalid(format!("{}{}", first.message(), contrast::and_others(faults.len()))).hint(first.hint()))
}

/// The colours of a theme on all screens and at all hours, with the worst of each pair that fails.
#[derive(Default)]
pub(crate) struct Day(BTreeMap<(usize, Pair), Worst>);

struct Worst {
    ratio: f32,
    hour: u8,
    colors: Colors,
}

impl Day {
    /// Look at the colours of one hour on the screen of this place in [`SCREENS`].
    pub(crate) fn look(&mut self, screen: usize, hour: u8, colors: &Colors) -> Result<(), Failure> {
        for (pair, ratio) in contrast::failing(colors)? {
            match self.0.get(&(screen, pair)) {
                Some(worst) if worst.ratio <= ratio => {}
                _ => {
                    self.0.insert((screen, pair), Worst { ratio, hour, colors: colors.clone() });
                }
            }
        }
        Ok(())
    }

    /// What fails, screen by screen in their order.
    pub(crate) fn faults(self) -> Vec<ScreenFault> {
        let each = self.0.into_iter().filter_map(|((screen, pair), Worst { hour, colors, .. })| {
            let (scheme, contrast) = *SCREENS.get(screen)?;
            Some(ScreenFault { scheme, contrast, hour: Some(hour), fault: contrast::fault(&colors, pair)? })
        });
        each.collect()
    }
}
