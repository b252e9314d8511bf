//! Everything that is written to the terminal: results on stdout, all else on stderr.
//!
//! Nobody may be listening any more (`fanlight inspect … | head -1`): that is not an error. Any other result that cannot be written,
//! to a full disk for one, is kept here until [`lost`] is asked at the end, and the program then fails.

use std::{
    fmt::Display,
    io::{self, Write as _},
    sync::OnceLock,
};

use fanlight_registry::Finding;
use fanlight_runtime::Failure;
use serde_json::{Value, json};

use crate::exit::{NotServed, Usage};

/// Why the result could not be written, the first time it could not.
static LOST: OnceLock<io::Error> = OnceLock::new();

/// A line of the result.
pub(crate) fn result(line: impl Display) {
    kept(writeln!(io::stdout().lock(), "{line}"));
}

/// The result as bytes.
pub(crate) fn bytes_of_result(bytes: &[u8]) {
    kept(io::stdout().lock().write_all(bytes));
}

/// Why some of the result was not written, if it was not. What was held back is written before.
pub(crate) fn lost() -> Option<&'static io::Error> {
    kept(io::stdout().lock().flush());
    LOST.get()
}

fn kept(written: io::Result<()>) {
    if let Err(error) = written
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        // The first reason says most.
        let _ = LOST.set(error);
    }
}

/// What a stranger wrote, on one line: it must not look like a line of ours, nor steer the terminal.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] }).collect()
}

/// A line for the person who waits.
pub(crate) fn note(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// A failure as scripts read it: `{"kind", "message", "hint"}`.
pub(crate) fn failure_json(failure: &Failure) -> Value {
    json!({ "kind": failure.kind.as_str(), "message": failure.message, "hint": failure.hint })
}

/// An error, for people on stderr, or as `{"error": …}` on stdout.
pub(crate) fn error(error: &anyhow::Error, as_json: bool) {
    if as_json {
        result(json!({ "error": error_json(error) }));
        return;
    }
    let (_, message, hint) = described(error);
    note(format_args!("error: {message}"));
    if !hint.is_empty() {
        note(format_args!("hint: {hint}"));
    }
}

/// An error as scripts read it: `{"kind", "message", "hint"}`.
pub(crate) fn error_json(error: &anyhow::Error) -> Value {
    let (kind, message, hint) = described(error);
    json!({ "kind": kind, "message": message, "hint": hint })
}

/// Kind, message and hint.
fn described(error: &anyhow::Error) -> (&'static str, String, String) {
    if let Some(NotServed { message, hint, .. }) = error.downcast_ref() {
        return ("serve", message.clone(), hint.clone());
    }
    match (error.downcast_ref::<Failure>(), error.downcast_ref::<Usage>()) {
        (Some(failure), _) => (failure.kind.as_str(), failure.message.clone(), failure.hint.clone()),
        (None, Some(usage)) => ("usage", usage.message.clone(), usage.hint.clone()),
        (None, None) => ("internal", format!("{error:#}"), String::new()),
    }
}

/// What is allowed in a package but worth mending.
pub(crate) fn findings(findings: &[Finding]) {
    for finding in findings {
        note(format_args!("note: {} [{}]", finding.message, finding.code));
        note(format_args!("hint: {}", finding.hint));
    }
}

/// A number of bytes for people: `118 KB`. Decimal units, as download sizes are written.
pub(crate) fn bytes(count: u64) -> String {
    match count {
        0..=9_999 => format!("{count} bytes"),
        10_000..=9_999_999 => format!("{} KB", count.div_ceil(1_000)),
        10_000_000..=9_999_999_999 => format!("{}.{} MB", count / 1_000_000, count % 1_000_000 / 100_000),
        _ => format!("{} GB", count / 1_000_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_guest_logs_stays_one_line_and_steers_no_terminal() {
        assert_eq!(one_line("2 of 3 done, größer ✓"), "2 of 3 done, größer ✓");
        assert_eq!(one_line("a\nerror: \u{1b}[2Jb\r\u{9b}c"), "a\\nerror: \\u{1b}[2Jb\\r\\u{9b}c");
    }
}
