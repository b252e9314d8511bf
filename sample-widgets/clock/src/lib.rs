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
        let day = Day::at(ctx.now(), ctx.utc_offset());
        column((
            stat(ctx.time_zone().replace('_', " "), time(ctx.now())),
            row((icon(Icon::Calendar), text(date(ctx.now())), shows("week").then(|| badge(format!("Week {}", day.week())))))
                .gap(Gap::Small),
            shows("progress").then(|| {
                (
                    progress("Day", f64::from(day.minute) / 1_440.0),
                    progress("Year", f64::from(day.of_year) / f64::from(day.year_length())).note(format!(
                        "Day {} of {}",
                        day.of_year,
                        day.year_length()
                    )),
                )
            }),
        ))
    }
}

fanlight_sdk::export!(Clock);
