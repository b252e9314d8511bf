//! What a rehearsed widget shows.

use fanlight_bridge::guest::view::{Node, Span, View};

/// A view as it crosses the glass, with questions that a test asks.
#[derive(Debug)]
pub struct Shown(pub View);

impl Shown {
    /// All nodes; the root is the first.
    pub fn nodes(&self) -> &[Node] {
        &self.0.nodes
    }

    /// Some piece of text, label, title or cell contains these words.
    pub fn says(&self, words: &str) -> bool {
        self.texts().iter().any(|text| text.contains(words))
    }

    /// There is something to use under this key.
    pub fn has(&self, key: &str) -> bool {
        self.keys().contains(&key)
    }

    /// The keys of all that can be used, in the order of the arena.
    pub fn keys(&self) -> Vec<&str> {
        self.nodes()
            .iter()
            .filter_map(|node| match node {
                Node::Button(button) => Some(button.key.as_str()),
                Node::TextField(field) => Some(field.key.as_str()),
                Node::Check(check) => Some(check.key.as_str()),
                Node::Form(form) => Some(form.key.as_str()),
                _ => None,
            })
            .collect()
    }

    /// What is written on each node; dates and numbers plainly.
    pub fn texts(&self) -> Vec<String> {
        self.nodes().iter().flat_map(words).filter(|text| !text.is_empty()).collect()
    }
}

fn words(node: &Node) -> Vec<String> {
    match node {
        Node::Column(_) | Node::Row(_) | Node::List(_) => Vec::new(),
        Node::Card(card) => card.title.iter().cloned().collect(),
        Node::Heading(heading) => vec![heading.text.clone()],
        Node::Text(text) => vec![text.spans.iter().map(written).collect()],
        Node::Badge(badge) => vec![badge.text.clone()],
        Node::Table(table) => {
            let titles = table.columns.iter().map(|column| column.title.clone());
            let cells = table.rows.iter().flatten().map(written);
            std::iter::once(table.caption.clone()).chain(titles).chain(cells).collect()
        }
        Node::Stat(stat) => {
            let note = stat.note.clone().unwrap_or_default();
            vec![format!("{}: {}", stat.label, written(&stat.value)), note]
        }
        Node::BarChart(chart) => {
            let bars = chart.bars.iter().map(|bar| format!("{}: {}", bar.label, bar.value));
            std::iter::once(chart.title.clone()).chain(bars).collect()
        }
        Node::Button(button) => vec![button.label.clone()],
        Node::TextField(field) => {
            vec![field.label.clone(), field.value.clone(), field.problem.clone().unwrap_or_default()]
        }
        Node::Check(check) => vec![check.label.clone()],
        Node::Form(form) => vec![form.submit.clone()],
    }
}

fn written(span: &Span) -> String {
    match span {
        Span::Plain(plain) => plain.text.clone(),
        Span::Date(date) => format!("@{}", date.at),
        Span::Relative(at) => format!("@{at}"),
        Span::Number(number) => number.value.to_string(),
        Span::Percent(value) => format!("{} %", value * 100.0),
        Span::Currency(amount) => format!("{} {}", amount.value, amount.code),
    }
}
