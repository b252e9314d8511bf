//! The view of `sample-widgets/bench-view` as an Extism plugin: fifty typed nodes, drawn up and handed over as JSON.

use std::hint::black_box;

use extism_pdk::{FnResult, plugin_fn};
use serde::{Deserialize, Serialize};

const TASKS: u64 = 21;

#[derive(Deserialize)]
struct Question {
    now: u64,
    events: u64,
    done: Vec<String>,
}

#[derive(Serialize)]
#[serde(tag = "node", rename_all = "lowercase")]
enum Node {
    Column {
        gap: &'static str,
        align: &'static str,
        children: Vec<Node>,
    },
    Row {
        gap: &'static str,
        align: &'static str,
        children: Vec<Node>,
    },
    List {
        ordered: bool,
        children: Vec<Node>,
    },
    Heading {
        level: u8,
        text: &'static str,
    },
    Stat {
        label: &'static str,
        value: Span,
        trend: &'static str,
        note: Option<String>,
    },
    Badge {
        text: &'static str,
        tone: &'static str,
    },
    Check {
        key: String,
        label: String,
        checked: bool,
        disabled: bool,
    },
    Text {
        spans: [Span; 2],
    },
    Button {
        key: &'static str,
        label: &'static str,
        emphasis: &'static str,
        tone: &'static str,
        icon: Option<String>,
        disabled: bool,
    },
}

#[derive(Serialize)]
#[serde(tag = "span", rename_all = "lowercase")]
enum Span {
    Plain { text: &'static str, style: &'static str },
    Relative { at: u64 },
    Number { value: f64, max_fraction_digits: u8 },
}

/// The question and the view as JSON.
#[plugin_fn]
pub fn render(question: String) -> FnResult<String> {
    let question: Question = serde_json::from_str(&question)?;
    Ok(serde_json::to_string(&view(&question))?)
}

/// Never returns.
#[plugin_fn]
pub fn run_away(_: String) -> FnResult<String> {
    let mut n = 0u64;
    loop {
        n = black_box(n.wrapping_add(1));
    }
}

fn view(question: &Question) -> Node {
    let figures = vec![
        stat("Events", question.events as f64),
        stat("Done", question.done.len() as f64),
        Node::Badge { text: "bench", tone: "accent" },
    ];
    let children = vec![
        Node::Heading { level: 1, text: "Fifty nodes" },
        Node::Row { gap: "medium", align: "center", children: figures },
        Node::List { ordered: false, children: (0..TASKS).flat_map(|n| task(n, question)).collect() },
        Node::Button { key: "again", label: "Again", emphasis: "primary", tone: "neutral", icon: None, disabled: false },
    ];
    Node::Column { gap: "medium", align: "stretch", children }
}

fn stat(label: &'static str, value: f64) -> Node {
    Node::Stat { label, value: Span::Number { value, max_fraction_digits: 0 }, trend: "none", note: None }
}

fn task(n: u64, question: &Question) -> [Node; 2] {
    let checked = question.done.iter().any(|done| done.parse() == Ok(n));
    let added = question.now.saturating_sub(n * 3_600_000);
    [
        Node::Check { key: format!("task-{n}"), label: format!("Task number {n}"), checked, disabled: false },
        Node::Text { spans: [Span::Plain { text: "Added ", style: "plain" }, Span::Relative { at: added }] },
    ]
}
