//! Small arenas, and how each has to end.
#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;

fn column(children: Vec<u32>) -> wit::Node {
    wit::Node::Column(wit::Group { children, gap: wit::Gap::None, align: wit::Align::Start })
}

fn plain(text: &str) -> wit::Span {
    wit::Span::Plain(wit::Plain { text: text.into(), style: wit::TextStyle::Plain })
}

fn text(text: &str) -> wit::Node {
    spans(vec![plain(text)])
}

fn spans(spans: Vec<wit::Span>) -> wit::Node {
    wit::Node::Text(wit::Text { spans })
}

fn heading(text: &str, level: u8) -> wit::Node {
    wit::Node::Heading(wit::Heading { text: text.into(), level })
}

fn button(key: &str, label: &str) -> wit::Node {
    let (emphasis, tone) = (wit::Emphasis::Primary, wit::Tone::Neutral);
    wit::Node::Button(wit::Button { key: key.into(), label: label.into(), emphasis, tone, disabled: false })
}

fn check(key: &str, label: &str) -> wit::Node {
    wit::Node::Check(wit::Check { key: key.into(), label: label.into(), checked: false, disabled: false })
}

fn field(label: &str, max_length: u32) -> wit::Node {
    wit::Node::TextField(wit::TextField {
        key: "field".into(),
        label: label.into(),
        value: String::new(),
        placeholder: None,
        required: false,
        max_length,
        problem: None,
    })
}

fn form(key: &str, submit: &str, children: Vec<u32>) -> wit::Node {
    wit::Node::Form(wit::Form { key: key.into(), submit: submit.into(), children })
}

fn table(columns: usize, rows: Vec<Vec<wit::Span>>) -> wit::Node {
    let column = || wit::TableColumn { title: "c".into(), align: wit::CellAlign::Start };
    wit::Node::Table(wit::Table { caption: "Table".into(), columns: (0..columns).map(|_| column()).collect(), rows })
}

fn chart(values: &[f64]) -> wit::Node {
    let bars = values.iter().map(|&value| wit::Bar { label: String::new(), value, tone: wit::Tone::Neutral });
    wit::Node::BarChart(wit::BarChart { title: "Chart".into(), bars: bars.collect(), unit: None })
}

fn money(code: &str) -> wit::Node {
    spans(vec![wit::Span::Currency(wit::Currency { value: 1.0, code: code.into() })])
}

/// A chain of columns, so many levels deep.
fn chain(depth: u32) -> Vec<wit::Node> {
    (1..=depth).map(|child| column(if child < depth { vec![child] } else { Vec::new() })).collect()
}

/// A column over all the others, the root.
fn over(children: Vec<wit::Node>) -> Vec<wit::Node> {
    let all = column((1..=children.len() as u32).collect());
    std::iter::once(all).chain(children).collect()
}

fn lifted(nodes: Vec<wit::Node>) -> Result<View, Failure> {
    lift(wit::View { nodes, root: 0 }, &Limits::default())
}

#[test]
fn what_breaks_the_contract_is_refused_by_name() {
    let cases = [
        ("no nodes", vec![], "the view has 0 nodes"),
        ("a child out of range", vec![column(vec![7])], "is node 7, and the view has 1 nodes"),
        ("a cycle", vec![column(vec![1]), column(vec![0])], "node 0 has two parents or contains itself"),
        ("itself", vec![column(vec![0])], "node 0 has two parents or contains itself"),
        ("two parents", vec![column(vec![1, 2]), column(vec![2]), text("x")], "node 2 has two parents"),
        ("an orphan", vec![column(vec![]), text("x")], "node 1 has no parent"),
        ("a key twice", over(vec![button("k", "One"), check("k", "Two")]), "node 2 has the key `k`, which another node has"),
        ("a key twice once cleaned", over(vec![button("k", "One"), button("k\u{200b}", "Two")]), "has the key `k`"),
        ("no key", vec![button("", "One")], "a key that is not 1 to 64 bytes"),
        ("a long key", vec![button(&"k".repeat(65), "One")], "a key that is not 1 to 64 bytes"),
        ("a form in a form", vec![form("a", "Go", vec![1]), column(vec![2]), form("b", "Go", vec![])], "node 2 is a form inside"),
        ("a button without a name", vec![button("k", "")], "node 0 is a button without a text"),
        ("a button of spaces", vec![button("k", " \n\t\u{a0}\u{3000}")], "is a button without a text"),
        ("a button nobody sees", vec![button("k", "\u{200b}\u{200d}\u{feff}\u{2800}")], "is a button without a text"),
        ("a check nobody sees", vec![check("k", "\u{202e}\u{200c}")], "is a check without a text"),
        ("a field without a name", vec![field("", 10)], "is a text field without a text"),
        ("a form without a name", vec![form("k", "\u{fe0f}", vec![])], "submit button without a text"),
        ("a heading without a text", vec![heading(" ", 1)], "is a heading without a text"),
        ("level 0", vec![heading("Title", 0)], "level is not 1 to 4"),
        ("level 5", vec![heading("Title", 5)], "level is not 1 to 4"),
        ("a field for nothing", vec![field("Name", 0)], "max-length is not 1 to 10,000"),
        ("a field for a book", vec![field("Name", 10_001)], "max-length is not 1 to 10,000"),
        ("no columns", vec![table(0, vec![])], "has not 1 to 20 columns"),
        ("21 columns", vec![table(21, vec![])], "has not 1 to 20 columns"),
        ("1,001 rows", vec![table(1, (0..1_001).map(|_| vec![plain("")]).collect())], "more than 1,000 rows"),
        ("a short row", vec![table(2, vec![vec![plain("x")]])], "has not one cell for each column"),
        ("201 bars", vec![chart(&[1.0; 201])], "more than 200 bars"),
        ("a bar of NaN", vec![chart(&[f64::NAN])], "infinite or not a number"),
        ("an infinite percentage", vec![spans(vec![wit::Span::Percent(f64::INFINITY)])], "infinite or not a number"),
        ("a small currency", vec![money("eur")], "three capital letters"),
        ("a long currency", vec![money("EURO")], "three capital letters"),
        ("a time beyond time", vec![spans(vec![wit::Span::Relative(u64::MAX)])], "after the year 275760"),
    ];
    for (name, nodes, words) in cases {
        let failure = lifted(nodes).expect_err(name);
        assert_eq!(failure.kind.as_str(), "invalid.view", "{name}: {failure}");
        assert!(failure.message.contains(words), "{name}: {failure}");
    }
}

#[test]
fn what_is_too_large_is_a_limit() {
    let long = "x".repeat((64 << 10) + 1);
    let full = || text(&"x".repeat(64 << 10));
    let cells = |count| (0..count).map(|_| (0..20).map(|_| wit::Span::Percent(0.1)).collect()).collect();
    let cases = [
        ("33 levels", chain(33), "deeper than 32 levels at node 32"),
        ("2,001 nodes", over((0..2_000).map(|_| text("x")).collect()), "2001 nodes; the limit is 2000"),
        ("a long text", vec![text(&long)], "a text has 65537 bytes; the limit is 65536"),
        ("a long label", vec![button("k", &long)], "a text has 65537 bytes"),
        ("256 KiB in all", over(vec![full(), full(), full(), full()]), "more than 262144 bytes"),
        ("many numbers", vec![table(20, cells(410))], "more than 262144 bytes"),
        ("many bars", over((0..42).map(|_| chart(&[0.1; 200])).collect()), "more than 262144 bytes"),
        ("many columns", over((0..420).map(|_| table(20, vec![])).collect()), "more than 262144 bytes"),
    ];
    for (name, nodes, words) in cases {
        let failure = lifted(nodes).expect_err(name);
        assert_eq!(failure.kind.as_str(), "limit.output", "{name}: {failure}");
        assert!(failure.message.contains(words), "{name}: {failure}");
    }
}

#[test]
fn what_is_within_the_contract_passes() {
    let long = "x".repeat(64 << 10);
    let cases = [
        ("32 levels", chain(32)),
        ("2,000 nodes", over((0..1_999).map(|_| text("x")).collect())),
        ("the longest text", vec![text(&long)]),
        ("the longest key", vec![button(&"k".repeat(64), "One")]),
        ("levels 1 and 4", over(vec![heading("One", 1), heading("Four", 4)])),
        ("two forms", over(vec![form("a", "Go", vec![]), form("b", "Go", vec![])])),
        ("a table", vec![table(20, vec![(0..20).map(|_| plain("x")).collect()])]),
        ("money", vec![money("EUR")]),
        ("the longest field", vec![field("Name", 10_000)]),
        ("200 bars", vec![chart(&[-1.0; 200])]),
    ];
    for (name, nodes) in cases {
        assert!(lifted(nodes).is_ok(), "{name}");
    }
}

#[test]
fn a_view_keeps_its_order_and_loses_what_deceives() {
    let view = lifted(over(vec![heading("A\u{202e}b", 2), button("k", "Go"), text("two\nlines")])).unwrap();
    assert_eq!(view.root().children()[0], Node::Heading { text: "Ab".into(), level: 2 });
    assert!(matches!(view.find("k"), Some(Node::Button { label, .. }) if label == "Go"));
    let Node::Text { spans } = &view.root().children()[2] else { panic!("no text") };
    assert!(matches!(&spans[0], Span::Plain { text, .. } if text == "two\nlines"));
}
