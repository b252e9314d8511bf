//! Guests that nobody wrote: modules of random code with the exports of a widget. Whatever they do, it ends by a limit, a trap or an
//! answer, and a second time in the same way with the same fuel.

use std::sync::LazyLock;

use arbitrary::Unstructured;
use fanlight_bridge::{Context, Event, Outcome, Reach, Widget};
use fanlight_runtime::{Failure, Finished, Gate, Kind, Limits};
use wasm_smith::{Config, MemoryOffsetChoices, Module};

use crate::{
    guests,
    host::{self, LIMITS, RUNTIME},
};

/// What a widget's core module exports.
static SHAPE: LazyLock<Vec<u8>> = LazyLock::new(|| guests::module("", "(i32.const 0)", "(i32.const 0)"));

pub(crate) fn run(bytes: &[u8]) {
    let _ = attempt(&mut Unstructured::new(bytes));
}

fn attempt(from: &mut Unstructured<'_>) -> arbitrary::Result<()> {
    let core = Module::new(config(), from)?.to_bytes();
    let component = guests::widget_of(core);
    let Some(widget) = host::blameless(host::wait(Widget::load(&*RUNTIME, &component))) else { return Ok(()) };
    let limits = *LIMITS;
    let twice = [call(&widget, limits), call(&widget, limits)];
    if !twice.iter().any(|done| late(&done.result)) {
        assert_eq!((&twice[0].result, twice[0].usage.fuel), (&twice[1].result, twice[1].usage.fuel), "it is not the same again");
    }
    for done in twice {
        assert!(done.usage.fuel <= limits.fuel && done.usage.memory_peak_bytes <= limits.memory_bytes);
        if let Some(outcome) = host::blameless(done.result) {
            let shown = host::wait(widget.render(limits, &Context::default(), &outcome.state, &Reach::default()));
            let _ = host::blameless(shown.result);
        }
    }
    let _ = host::blameless(host::wait(widget.migrate(limits, "0.0.1", b"state")).result);
    Ok(())
}

fn call(widget: &Widget, limits: Limits) -> Finished<Outcome> {
    host::wait(widget.update(Gate::new(), limits, &Context::default(), None, &Event::Installed))
}

/// The one verdict that the machine's load may decide.
fn late<T>(result: &Result<T, Failure>) -> bool {
    result.as_ref().is_err_and(|failure| failure.kind == Kind::Deadline)
}

/// Modules that validate with the features that guests may use.
fn config() -> Config {
    Config {
        exports: Some(SHAPE.clone()),
        max_imports: 0,
        max_instructions: 300,
        max_memory32_bytes: 8 << 20,
        max_table_elements: 30_000,
        memory_offset_choices: MemoryOffsetChoices(90, 9, 1),
        exceptions_enabled: false,
        gc_enabled: false,
        memory64_enabled: false,
        relaxed_simd_enabled: false,
        tail_call_enabled: false,
        threads_enabled: false,
        ..Config::default()
    }
}
