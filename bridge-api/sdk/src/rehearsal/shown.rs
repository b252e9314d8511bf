//! What a rehearsed widget shows.

use fanlight_bridge::guest::view::{Axis, Chart, Node, Series, Span, View};

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
        self.nodes().iter().flat_map(keys).collect()
    }

    /// What is written on each node; dates and numbers plainly.
    pub fn texts(&self) -> Vec<String> {
        self.nodes().iter().flat_map(words).filter(|text| !text.is_empty()).collect()
    }
}

fn keys(node: &Node) -> Vec<&str> {
    let key = match node {
        Node::Tabs(tabs) => &tabs.key,
        Node::Disclosure(disclosure) => &disclosure.key,
        Node::Table(table) => return table.columns.iter().filter_map(|column| column.key.as_deref()).collect(),
        Node::Button(button) => &button.key,
        Node::TextField(field) | Node::TextArea(field) => &field.key,
        Node::NumberField(field) => &field.key,
        Node::Slider(slider) => &slider.key,
        Node::DateField(field) => &field.key,
        Node::Check(check) | Node::Toggle(check) => &check.key,
        Node::Select(choices) | Node::Radio(choices) => &choices.key,
        Node::Form(form) => &form.key,
        _ => return Vec::new(),
    };
    vec![key]
}

fn words(node: &Node) -> Vec<String> {
    let some = |texts: &[&Option<String>]| texts.iter().filter_map(|text| (*text).clone()).collect::<Vec<_>>();
    match node {
        Node::Column(_) | Node::Row(_) | Node::Grid(_) | Node::List(_) | Node::Divider | Node::Spacer(_) | Node::Skeleton(_) => {
            Vec::new()
        }
        Node::Card(card) => some(&[&card.title]),
        Node::Tabs(tabs) => tabs.tabs.iter().map(|tab| tab.title.clone()).collect(),
        Node::Disclosure(disclosure) => vec![disclosure.summary.clone()],
        Node::Heading(heading) => vec![heading.text.clone()],
        Node::Text(text) => vec![text.spans.iter().map(written).collect()],
        Node::Markdown(markdown) => vec![markdown.text.clone()],
        Node::CodeBlock(code) => vec![code.text.clone()],
        Node::Badge(badge) => vec![badge.text.clone()],
        Node::Icon(icon) => some(&[&icon.label]),
        Node::Image(image) => vec![image.alt.clone()],
        Node::Table(table) => {
            let titles = table.columns.iter().map(|column| column.title.clone());
            let cells = table.rows.iter().flatten().map(written);
            std::iter::once(table.caption.clone()).chain(titles).chain(cells).collect()
        }
        Node::Stat(stat) => {
            let note = stat.note.clone().unwrap_or_default();
            vec![format!("{}: {}", stat.label, written(&stat.value)), note]
        }
        Node::Progress(progress) => {
            let value = progress.value.map_or("?".into(), |value| format!("{} %", value * 100.0));
            [vec![format!("{}: {value}", progress.label)], some(&[&progress.note])].concat()
        }
        Node::Chart(chart) => std::iter::once(chart.title.clone()).chain(points(chart)).collect(),
        Node::Button(button) => vec![button.label.clone()],
        Node::Link(link) => vec![link.label.clone(), link.address.clone()],
        Node::TextField(field) | Node::TextArea(field) => {
            [vec![field.label.clone(), field.value.clone()], some(&[&field.problem])].concat()
        }
        Node::NumberField(field) => {
            let value = field.value.map(|value| value.to_string());
            [vec![field.label.clone()], some(&[&value, &field.problem])].concat()
        }
        Node::Slider(slider) => vec![slider.label.clone(), slider.value.to_string()],
        Node::DateField(field) => [vec![field.label.clone()], some(&[&field.value, &field.problem])].concat(),
        Node::Check(check) | Node::Toggle(check) => vec![check.label.clone()],
        Node::Select(choices) | Node::Radio(choices) => {
            let labels = choices.options.iter().map(|option| option.label.clone());
            std::iter::once(choices.label.clone()).chain(labels).chain(choices.problem.clone()).collect()
        }
        Node::Form(form) => vec![form.submit.clone()],
        Node::Empty(empty) => [vec![empty.title.clone()], some(&[&empty.text])].concat(),
        Node::Alert(alert) => {
            let text = alert.spans.iter().map(written).collect();
            [some(&[&alert.title]), vec![text]].concat()
        }
    }
}

/// `name: value` for each point of each series; the name of the series comes first where there are several.
fn points(chart: &Chart) -> Vec<String> {
    let names: Vec<String> = match &chart.axis {
        Axis::Names(names) => names.clone(),
        Axis::Dates(dates) => dates.iter().map(|at| format!("@{at}")).collect(),
    };
    let several = chart.series.len() > 1;
    let of_series = |series: &Series| {
        let head = if several { format!("{}, ", series.name) } else { String::new() };
        let point = |(name, value): (&String, &Option<f64>)| Some(format!("{head}{name}: {}", (*value)?));
        names.iter().zip(&series.values).filter_map(point).collect::<Vec<_>>()
    };
    chart.series.iter().flat_map(of_series).collect()
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
