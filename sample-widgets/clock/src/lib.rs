//! What time it is where the viewer is. The browser writes time and date out in the viewer's language; the widget only says which
//! moment, and asks to be called again when the next minute begins.

mod day;

use std::time::Duration;

use day::Day;
use fanlight_sdk::prelude::*;

const MINUTE: u64 = 60_000;

/// Nothing has to be remembered: the time is in the context.
#[derive(Default, Serialize, Deserialize)]
pub struct Clock {}

impl Widget for Clock {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        ctx.refresh_after(Duration::from_millis(MINUTE - ctx.now() % MINUTE));
        Ok(())
    }

    fn view(&self, ctx: &Context) -> View {
        let shows = |setting| ctx.setting(setting).unwrap_or(true);
        let today = Day::at(ctx.now(), ctx.utc_offset());
        let (week, day, year, of) = match ctx.language() {
            "de" => ("Woche", "Tag", "Jahr", "von"),
            _ => ("Week", "Day", "Year", "of"),
        };
        column((
            stat(ctx.time_zone().replace('_', " "), time(ctx.now())),
            row((icon(Icon::Calendar), text(date(ctx.now())), shows("week").then(|| badge(format!("{week} {}", today.week())))))
                .gap(Gap::Small),
            shows("progress").then(|| {
                let (passed, all) = (today.of_year, today.year_length());
                (
                    progress(day, f64::from(today.minute) / 1_440.0),
                    progress(year, f64::from(passed) / f64::from(all)).note(format!("{day} {passed} {of} {all}")),
                )
            }),
        ))
    }
}

fanlight_sdk::export!(Clock);
