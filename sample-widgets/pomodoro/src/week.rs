//! What was done on the last seven days.

use fanlight_sdk::prelude::*;

use crate::words::Words;

const DAY: u64 = 86_400_000;

/// Turns of work on each of seven days; the last one is today.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Week {
    /// Local days since 1970-01-01.
    today: u64,
    done: [u32; 7],
}

impl Week {
    /// Today is the day that the context says; what is older than a week is forgotten.
    pub(crate) fn move_to(&mut self, ctx: &Context) {
        let local = ctx.now().saturating_add_signed(i64::from(ctx.utc_offset()) * 60_000);
        let today = local / DAY;
        // A clock that was set back, or another time zone: the day that was is today again.
        let passed = today.saturating_sub(self.today).min(7) as usize;
        self.done.rotate_left(passed % 7);
        self.done[7 - passed..].fill(0);
        self.today = today.max(self.today);
    }

    /// One more today.
    pub(crate) fn add(&mut self) {
        self.done[6] += 1;
    }

    pub(crate) fn view(&self, words: &Words) -> impl Children + use<> {
        let total: u32 = self.done.iter().sum();
        (total > 0).then(|| {
            // Noon, so that the viewer's zone does not make another day of it.
            let days = (0..7).map(|back| (self.today.saturating_sub(6 - back)) * DAY + DAY / 2);
            chart::bar(words.week).dates(days).series(words.turns, self.done.map(f64::from))
        })
    }
}
