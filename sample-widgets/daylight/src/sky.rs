//! The colours of the sky, hour by hour.

/// What an hour adds to a palette whose lightness is fixed: lightness carries the contrast, hue and chroma carry the mood.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sky {
    /// Degrees in OKLCH.
    pub(crate) hue: f32,
    /// Chroma of the accent.
    pub(crate) vivid: f32,
    /// Chroma of the grounds: how much of the sky lies on the paper.
    pub(crate) tint: f32,
}

impl Sky {
    /// Gold and amber: dark they are mud, so they are kept light and carry dark words.
    pub(crate) fn is_golden(self) -> bool {
        (40.0..=90.0).contains(&self.hue)
    }
}

const fn sky(hue: f32, vivid: f32, tint: f32) -> Sky {
    Sky { hue, vivid, tint }
}

/// One entry for each hour, from midnight on.
const HOURS: [Sky; 24] = [
    sky(275.0, 0.15, 0.020), // night: indigo
    sky(275.0, 0.15, 0.020),
    sky(275.0, 0.15, 0.020),
    sky(280.0, 0.15, 0.020),
    sky(295.0, 0.14, 0.022),
    sky(325.0, 0.14, 0.022), // dawn: plum, rose, pink, apricot
    sky(345.0, 0.16, 0.022),
    sky(0.0, 0.16, 0.022),
    sky(50.0, 0.15, 0.020),
    sky(235.0, 0.13, 0.012), // day: clear blue, deepest at noon
    sky(240.0, 0.13, 0.011),
    sky(245.0, 0.14, 0.010),
    sky(250.0, 0.15, 0.010),
    sky(250.0, 0.15, 0.010),
    sky(245.0, 0.14, 0.010),
    sky(240.0, 0.13, 0.011),
    sky(235.0, 0.13, 0.012),
    sky(75.0, 0.15, 0.020), // dusk: gold, amber, ember, pink, plum
    sky(62.0, 0.16, 0.024),
    sky(48.0, 0.17, 0.026),
    sky(355.0, 0.16, 0.024),
    sky(325.0, 0.14, 0.022),
    sky(295.0, 0.15, 0.022), // night again
    sky(280.0, 0.15, 0.020),
];

/// The sky at this hour, 0 to 23.
pub(crate) fn at(hour: u8) -> Sky {
    HOURS[usize::from(hour) % HOURS.len()]
}
