//! Work and rest in turns. A widget has no timer of its own: it keeps when the turn ends, and asks to be called then.

mod week;
mod words;

use std::time::Duration;

use fanlight_sdk::prelude::*;
use week::Week;
use words::Words;

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
    /// When it was paused; it ends so much later as the pause is long.
    #[serde(default)]
    paused: Option<u64>,
}

impl Widget for Pomodoro {
    fn update(&mut self, event: Event, ctx: &Context) -> Result<()> {
        self.week.move_to(ctx);
        if let Some(turn) = self.turn.filter(|turn| turn.left(ctx) == 0) {
            self.end(turn.kind);
        }
        if event.pressed("work") {
            self.begin(Kind::Work, ctx);
        } else if event.pressed("rest") {
            self.begin(Kind::Rest, ctx);
        } else if event.pressed("stop") {
            (self.turn, self.over) = (None, None);
        }
        if let Some(turn) = &mut self.turn {
            if event.pressed("pause") {
                turn.pause(ctx);
            } else if event.pressed("resume") {
                turn.resume(ctx);
            }
            if turn.paused.is_none() {
                ctx.refresh_after(Duration::from_millis(turn.left(ctx).min(STEP)));
            }
        }
        Ok(())
    }

    fn view(&self, ctx: &Context) -> View {
        let words = Words::of(ctx);
        column((
            match (self.turn, self.over) {
                (Some(turn), _) => turn.view(ctx, words),
                (None, Some(Kind::Work)) => waiting(words.worked, Tone::Success, ("rest", words.rest), words),
                (None, Some(Kind::Rest)) => waiting(words.rested, Tone::Accent, ("work", words.work), words),
                (None, None) => column((
                    row((
                        stat(words.work, format!("{} min", Kind::Work.minutes(ctx))),
                        stat(words.then_rest, format!("{} min", Kind::Rest.minutes(ctx))),
                    )),
                    button("work", words.begin).icon(Icon::Play).primary(),
                )),
            },
            self.week.view(words),
        ))
    }
}

impl Pomodoro {
    fn begin(&mut self, kind: Kind, ctx: &Context) {
        let length = (kind.minutes(ctx) * MINUTE as f64) as u64;
        self.turn = Some(Turn { kind, begins: ctx.now(), ends: ctx.now() + length, paused: None });
        self.over = None;
    }

    fn end(&mut self, kind: Kind) {
        (self.turn, self.over) = (None, Some(kind));
        if kind == Kind::Work {
            self.week.add();
        }
    }
}

impl Kind {
    /// How long such a turn is.
    fn minutes(self, ctx: &Context) -> f64 {
        let (setting, usual) = match self {
            Self::Work => ("work", 25.0),
            Self::Rest => ("rest", 5.0),
        };
        ctx.setting::<f64>(setting).unwrap_or(usual).clamp(1.0, 240.0)
    }
}

impl Turn {
    fn left(&self, ctx: &Context) -> u64 {
        self.ends.saturating_sub(self.paused.unwrap_or(ctx.now()))
    }

    fn pause(&mut self, ctx: &Context) {
        self.paused.get_or_insert(ctx.now());
    }

    fn resume(&mut self, ctx: &Context) {
        let Some(since) = self.paused.take() else { return };
        let pause = ctx.now().saturating_sub(since);
        (self.begins, self.ends) = (self.begins + pause, self.ends + pause);
    }

    fn view(self, ctx: &Context, words: &Words) -> View {
        let (name, tone) = match self.kind {
            Kind::Work => (words.work, Tone::Accent),
            Kind::Rest => (words.rest, Tone::Success),
        };
        let left = self.left(ctx);
        let passed = 1.0 - left as f64 / (self.ends - self.begins).max(1) as f64;
        let running = self.paused.is_none();
        column((
            row((
                stat(name, format!("{} min", left.div_ceil(MINUTE))).note(words.left),
                if running { text((muted(words.until), time(self.ends))) } else { text(muted(words.paused)) },
            ))
            .align(Align::Between),
            progress(name, passed.clamp(0.0, 1.0)).tone(if running { tone } else { Tone::Neutral }),
            row((
                if running {
                    button("pause", words.pause).icon(Icon::Pause)
                } else {
                    button("resume", words.go_on).icon(Icon::Play).primary()
                },
                button("stop", words.stop).icon(Icon::Stop).quiet(),
            )),
        ))
    }
}

fn waiting(over: &str, tone: Tone, (key, next): (&str, &str), words: &Words) -> View {
    column((alert(tone, over), row((button(key, next).icon(Icon::Play).primary(), button("stop", words.enough).quiet()))))
}

fanlight_sdk::export!(Pomodoro);
