//! Small arenas, and how each has to end.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]
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
    wit::Node::Button(wit::Button { key: key.into(), label: label.into(), icon: None, emphasis, tone, disabled: false })
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
    let column = || wit::TableColumn { title: "c".into(), align: wit::CellAlign::Start, key: None, sorted: wit::Order::None };
    wit::Node::Table(wit::Table { caption: "Table".into(), columns: (0..columns).map(|_| column()).collect(), rows })
}

fn charted(kind: wit::ChartKind, axis: wit::Axis, series: Vec<Vec<Option<f64>>>) -> wit::Node {
    let series = series.into_iter().map(|values| wit::Series { name: "s".into(), values, tone: wit::Tone::Neutral }).collect();
    wit::Node::Chart(wit::Chart { title: "Chart".into(), kind, axis, series, unit: None })
}

fn names(count: usize) -> wit::Axis {
    wit::Axis::Names(vec![String::new(); count])
}

fn chart(values: &[f64]) -> wit::Node {
    charted(wit::ChartKind::Bar, names(values.len()), vec![values.iter().copied().map(Some).collect()])
}

fn slider(value: f64, min: f64, max: f64, step: f64) -> wit::Node {
    wit::Node::Slider(wit::Slider { key: "s".into(), label: "Slider".into(), value, min, max, step })
}

fn number(min: Option<f64>, max: Option<f64>, step: Option<f64>) -> wit::Node {
    let (key, label) = ("n".into(), "Number".into());
    wit::Node::NumberField(wit::NumberField { key, label, value: None, min, max, step, required: false, problem: None })
}

fn date(value: Option<&str>, min: Option<&str>, max: Option<&str>) -> wit::Node {
    let day = |day: Option<&str>| day.map(str::to_owned);
    let (value, min, max) = (day(value), day(min), day(max));
    let (key, label) = ("d".into(), "Date".into());
    wit::Node::DateField(wit::DateField { key, label, value, min, max, required: false, problem: None })
}

fn choices(values: &[&str], selected: Option<&str>) -> wit::Choices {
    let options = values.iter().map(|&value| wit::Choice { value: value.into(), label: "One".into() }).collect();
    let (key, label, selected) = ("c".into(), "Choice".into(), selected.map(str::to_owned));
    wit::Choices { key, label, options, selected, required: false, problem: None }
}

fn link(label: &str, address: &str) -> wit::Node {
    wit::Node::Link(wit::Link { label: label.into(), address: address.into() })
}

fn tabs(titles: &[&str]) -> Vec<wit::Node> {
    let tab = |(n, title): (usize, &&str)| wit::Tab { title: (*title).into(), child: n as u32 + 1 };
    let tabs = titles.iter().enumerate().map(tab).collect();
    let head = wit::Node::Tabs(wit::Tabs { key: "t".into(), label: "Tabs".into(), tabs });
    std::iter::once(head).chain(titles.iter().map(|_| text("x"))).collect()
}

fn progress(value: f64) -> wit::Node {
    wit::Node::Progress(wit::Progress { label: "Far".into(), value: Some(value), tone: wit::Tone::Neutral, note: None })
}

fn alert(words: &str) -> wit::Node {
    wit::Node::Alert(wit::Alert { tone: wit::Tone::Danger, title: None, spans: vec![plain(words)] })
}

fn skeleton(lines: u8) -> wit::Node {
    wit::Node::Skeleton(wit::Skeleton { lines })
}

fn image(name: &str) -> wit::Node {
    wit::Node::Image(wit::Image { name: name.into(), alt: "A picture".into() })
}

fn sorted(key: &str, title: &str) -> wit::Node {
    let (align, key) = (wit::CellAlign::Start, Some(key.to_owned()));
    let column = wit::TableColumn { title: title.into(), align, key, sorted: wit::Order::Ascending };
    wit::Node::Table(wit::Table { caption: "Table".into(), columns: vec![column], rows: vec![] })
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
    lift(wit::View { nodes, root: 0 }, &Limits::default(), &Reach::default())
}

#[test]
fn what_breaks_the_contract_is_refused_by_name() {
    use wit::ChartKind::{Area, Line, Pie};
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
        ("a key of nothing that is seen", vec![button("\u{200b}\u{2060}", "One")], "a key that is not 1 to 64 bytes"),
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
        ("1,001 bars", vec![chart(&[1.0; 1_001])], "more than 1,000 values"),
        ("1,000 values twice", vec![charted(Line, names(501), vec![vec![None; 501]; 2])], "more than 1,000 values"),
        ("an axis alone", vec![charted(Line, names(1_001), vec![])], "more than 1,000 values"),
        ("9 series", vec![charted(Line, names(0), vec![vec![]; 9])], "more than 8 series"),
        ("a short series", vec![charted(Line, names(2), vec![vec![None]])], "not one value for each point"),
        ("dates that fall", vec![charted(Area, wit::Axis::Dates(vec![2, 1]), vec![])], "dates do not rise"),
        ("a date twice", vec![charted(Area, wit::Axis::Dates(vec![1, 1]), vec![])], "dates do not rise"),
        ("less than no pie", vec![charted(Pie, names(1), vec![vec![Some(-1.0)]])], "a pie with a value below 0"),
        ("no tabs", tabs(&[]), "has not 1 to 12 tabs"),
        ("13 tabs", tabs(&["x"; 13]), "has not 1 to 12 tabs"),
        ("a tab without a title", tabs(&["x", " "]), "is a tab's title without a text"),
        ("a slider upside down", vec![slider(1.0, 2.0, 0.0, 1.0)], "min is not below its max"),
        ("a slider beyond its end", vec![slider(3.0, 0.0, 2.0, 1.0)], "value is not between"),
        ("a slider that stands", vec![slider(1.0, 0.0, 2.0, 0.0)], "step is not above 0"),
        ("a slider of NaN", vec![slider(f64::NAN, 0.0, 2.0, 1.0)], "infinite or not a number"),
        ("a number upside down", vec![number(Some(2.0), Some(1.0), None)], "min is above its max"),
        ("a number that stands", vec![number(None, None, Some(-1.0))], "step is not above 0"),
        ("29 February", vec![date(Some("2026-02-29"), None, None)], "no day written"),
        ("a day in words", vec![date(None, Some("today"), None)], "no day written"),
        ("days upside down", vec![date(None, Some("2026-02-02"), Some("2026-02-01"))], "min is after its max"),
        ("no options", vec![wit::Node::Select(choices(&[], None))], "is a select that has not 1 to 200 options"),
        ("201 options", vec![wit::Node::Radio(choices(&["x"; 201], None))], "is a radio that has not 1 to 200 options"),
        ("an option twice", vec![wit::Node::Select(choices(&["a", "a\u{200b}"], None))], "two options of the same value"),
        ("another option", vec![wit::Node::Select(choices(&["a"], Some("b")))], "not one of its options"),
        ("progress of 1.1", vec![progress(1.1)], "value is not 0 to 1"),
        ("progress of NaN", vec![progress(f64::NAN)], "value is not 0 to 1"),
        ("an alert nobody sees", vec![alert(" ")], "is an alert without a text"),
        ("no lines", vec![skeleton(0)], "has not 1 to 20 lines"),
        ("21 lines", vec![skeleton(21)], "has not 1 to 20 lines"),
        ("a link nobody sees", vec![link("", "https://x.org")], "is a link without a text"),
        ("a script", vec![link("Go", "javascript:alert(1)")], "whose address is not `https://`"),
        ("http", vec![link("Go", "http://x.org")], "whose address is not `https://`"),
        ("a relative link", vec![link("Go", "/x")], "whose address is not `https://`"),
        ("a link to nowhere", vec![link("Go", "https://")], "whose address is not `https://`"),
        ("a careless link", vec![link("Go", "https:x.org")], "whose address is not `https://`"),
        ("a link with a user", vec![link("Go", "https://bank.example@x.org")], "whose address is not `https://`"),
        ("a long link", vec![link("Go", &format!("https://x.org/{}", "x".repeat(2_048)))], "longer than 2 KiB"),
        ("no such image", vec![image("logo")], "an image that the package does not carry"),
        ("a column's key twice", over(vec![button("k", "One"), sorted("k", "Name")]), "has the key `k`"),
        ("a column nobody sees", vec![sorted("k", "")], "is a column to sort by without a text"),
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
        ("many bars", over((0..9).map(|_| chart(&[0.1; 1_000])).collect()), "more than 262144 bytes"),
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
        ("1,000 bars", vec![chart(&[-1.0; 1_000])]),
        ("8 series with gaps", vec![charted(wit::ChartKind::Line, names(2), vec![vec![Some(1.0), None]; 8])]),
        ("dates that rise", vec![charted(wit::ChartKind::Area, wit::Axis::Dates(vec![1, 2]), vec![])]),
        ("12 tabs", tabs(&["x"; 12])),
        ("a slider at its end", vec![slider(2.0, 0.0, 2.0, 5.0)]),
        ("one number", vec![number(Some(1.0), Some(1.0), Some(0.1))]),
        ("29 February of a leap year", vec![date(Some("2024-02-29"), Some("2000-02-29"), Some("2024-02-29"))]),
        ("a choice", vec![wit::Node::Radio(choices(&["a", "b"], Some("b")))]),
        ("an empty value", vec![wit::Node::Select(choices(&["", "b"], Some("")))]),
        ("all of it done", vec![progress(1.0)]),
        ("an alert", vec![alert("Look")]),
        ("a link", vec![link("Go", "https://x.org/a b")]),
        ("a column to sort by", vec![sorted("k", "Name")]),
    ];
    for (name, nodes) in cases {
        assert!(lifted(nodes).is_ok(), "{name}");
    }
}

#[test]
fn a_view_keeps_its_order_and_loses_what_deceives() {
    let view = lifted(over(vec![heading("A\u{202e}b", 2), button("k", "Go"), text("two\nlines")])).unwrap();
    let children: Vec<_> = view.root().children().collect();
    assert_eq!(*children[0], Node::Heading(super::super::Heading { text: "Ab".into(), level: 2 }));
    assert!(matches!(view.find("k"), Some(Node::Button(button)) if button.label == "Go"));
    let Node::Text(text) = children[2] else { panic!("no text") };
    assert!(matches!(&text.spans[0], super::super::Span::Plain { text, .. } if text == "two\nlines"));
}

#[test]
fn a_link_is_written_out_and_not_followed_without_the_right() {
    let view = lifted(vec![link("Go", "HTTPS://Bücher.example:443/a b")]).unwrap();
    let Node::Link(link) = view.root() else { panic!("no link") };
    assert_eq!(
        (link.address.as_str(), link.origin.as_str()),
        ("https://xn--bcher-kva.example/a%20b", "https://xn--bcher-kva.example")
    );
    assert!(!link.allowed);
}

#[test]
fn a_column_to_sort_by_is_found_by_its_key() {
    let view = lifted(over(vec![sorted("by-name", "Name"), text("x")])).unwrap();
    assert!(matches!(view.find("by-name"), Some(Node::Table(_))));
}

/// docs/NODES.md shows the JSON of each node: it is what the host sends, to the letter.
#[test]
fn the_reference_shows_the_json_of_the_host() {
    let reference = include_str!("../../../docs/NODES.md");
    let examples: Vec<&str> = reference.split("```json\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(examples.len() >= 34, "{} examples", examples.len());
    for example in examples {
        let written: serde_json::Value = serde_json::from_str(example).unwrap();
        let node: Node = serde_json::from_value(written.clone()).unwrap_or_else(|error| panic!("{error}:\n{example}"));
        assert_eq!(serde_json::to_value(&node).unwrap(), written, "{example}");
    }
}
