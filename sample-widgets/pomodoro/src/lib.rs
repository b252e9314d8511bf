//! Work and rest in turns. A widget has no timer of its own: it keeps when the turn ends, and asks to be called then.

mod week;

use std::time::Duration;

use fanlight_sdk::prelude::*;
use week::Week;

const MINUTE: u64 = 60_000;
/// How often the progress moves.
const STEP: u64 = 15_000;

/// Whose turn it is, and what was done.
#[derive(Default, Serialize, Deserialize)]
pub struct Pomodoro {
    turn: Option<Turn>,
    week: Week,
    /// The turn that is over and waits for the next one to begin.
    over: Option<Kind>,
}

#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
enum Kind {
    Work,
    Rest,
}

/// Milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Turn {
    kind: Kind,
    begins: u64,
    ends: u64,
}

impl Widget for Pomodoro {
    fn update(&mut self, event: Event, ctx: &Context) -> Result<()> {
        self.week.move_to(ctx);
        if let Some(turn) = self.turn.filter(|turn| turn.ends <= ctx.now()) {
            self.end(turn.kind);
        }
        if event.pressed("work") {
            self.begin(Kind::Work, ctx);
        } else if event.pressed("rest") {
            self.begin(Kind::Rest, ctx);
        } else if event.pressed("stop") {
            (self.turn, self.over) = (None, None);
        }
        if let Some(turn) = self.turn {
            ctx.refresh_after(Duration::from_millis((turn.ends - ctx.now()).min(STEP)));
        }
        Ok(())
    }

    fn view(&self, ctx: &Context) -> View {
        column((
            match (self.turn, self.over) {
                (Some(turn), _) => turn.view(ctx),
                (None, Some(Kind::Work)) => waiting("Well done. Time to rest.", Tone::Success, ("rest", "Rest")),
                (None, Some(Kind::Rest)) => waiting("Rested? On to the next one.", Tone::Accent, ("work", "Work")),
                (None, None) => column(button("work", "Begin to work").icon(Icon::Play).primary()),
            },
            self.week.view(),
        ))
    }
}

impl Pomodoro {
    fn begin(&mut self, kind: Kind, ctx: &Context) {
        let (setting, usual) = match kind {
            Kind::Work => ("work", 25.0),
            Kind::Rest => ("rest", 5.0),
        };
        let minutes = ctx.setting::<f64>(setting).unwrap_or(usual).clamp(1.0, 240.0);
        self.turn = Some(Turn { kind, begins: ctx.now(), ends: ctx.now() + (minutes * MINUTE as f64) as u64 });
        self.over = None;
    }

    fn end(&mut self, kind: Kind) {
        (self.turn, self.over) = (None, Some(kind));
        if kind == Kind::Work {
            self.week.add();
        }
    }
}

impl Turn {
    fn view(self, ctx: &Context) -> View {
        let (name, tone) = match self.kind {
            Kind::Work => ("Work", Tone::Accent),
            Kind::Rest => ("Rest", Tone::Success),
        };
        let left = self.ends.saturating_sub(ctx.now());
        let passed = 1.0 - left as f64 / (self.ends - self.begins).max(1) as f64;
        column((
            row((stat(name, format!("{} min", left.div_ceil(MINUTE))).note("left"), text((muted("until "), time(self.ends)))))
                .align(Align::Between),
            progress(name, passed.clamp(0.0, 1.0)).tone(tone),
            button("stop", "Stop").icon(Icon::Stop).quiet(),
        ))
    }
}

fn waiting(words: &str, tone: Tone, (key, label): (&str, &str)) -> View {
    column((alert(tone, words), row((button(key, label).icon(Icon::Play).primary(), button("stop", "Enough for now").quiet()))))
}

fanlight_sdk::export!(Pomodoro);
