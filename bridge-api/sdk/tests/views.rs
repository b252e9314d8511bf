//! Trees of nodes become the arena that crosses the glass.

use fanlight_bridge::guest::view::{Axis, Node, Span};
use fanlight_sdk::view::*;

#[test]
fn children_follow_their_parents_and_keep_their_order() {
    let view = column((heading("Title"), row(("one", "two")), vec![badge("b"), badge("c")], None::<Text>)).flatten();
    let indices = |node: &Node| match node {
        Node::Column(group) | Node::Row(group) => group.children.clone(),
        _ => Vec::new(),
    };
    assert_eq!(view.root, 0);
    assert_eq!(indices(&view.nodes[0]), [1, 2, 3, 4]);
    assert_eq!(indices(&view.nodes[2]), [5, 6]);
    assert!(matches!(&view.nodes[1], Node::Heading(heading) if heading.text == "Title" && heading.level == 1));
    assert!(matches!(&view.nodes[4], Node::Badge(badge) if badge.text == "c"));
    assert!(matches!(&view.nodes[6], Node::Text(text) if text.spans.len() == 1));
    assert_eq!(view.nodes.len(), 7);
}

#[test]
fn every_kind_of_branch_finds_its_children() {
    let view = column((card("a").title("Card"), list(["b", "c"]).ordered(), form("f", "Send", text_field("t", "T")))).flatten();
    let children = view.nodes.iter().map(|node| match node {
        Node::Column(group) => group.children.clone(),
        Node::Card(card) => card.children.clone(),
        Node::List(list) => list.children.clone(),
        Node::Form(form) => form.children.clone(),
        _ => Vec::new(),
    });
    assert_eq!(children.collect::<Vec<_>>()[..4], [vec![1, 2, 3], vec![4], vec![5, 6], vec![7]]);
}

#[test]
fn a_node_alone_is_a_view() {
    let view = View::from(stat("Count", 3)).flatten();
    assert!(matches!(&view.nodes[..], [Node::Column(_), Node::Stat(_)]));
}

#[test]
fn a_deep_tree_costs_no_stack() {
    let deep = (0..200_000).fold(column(()), |inner, _| column(inner));
    assert_eq!(deep.flatten().nodes.len(), 200_001);
}

#[test]
fn texts_take_spans_of_every_kind() {
    let view =
        View::from(text(("Added ", relative(7), " by ", strong("Ada"), Some(", again"), vec![number(0.5, 1)], 3))).flatten();
    let Node::Text(text) = &view.nodes[1] else { unreachable!("a text is a text") };
    assert_eq!(text.spans.len(), 7);
    assert_eq!(text.spans[1], Span::Relative(7));
    assert!(matches!(&text.spans[6], Span::Number(number) if number.value == 3.0 && number.max_fraction_digits == 0));
}

#[test]
fn rows_of_a_table_have_one_span_a_cell() {
    let rows = [("Milk", 2_u32), ("Bread", 1)];
    let view = View::from(table("Shopping").column("What").number_column("How many").rows(rows)).flatten();
    let Node::Table(table) = &view.nodes[1] else { unreachable!("a table is a table") };
    assert_eq!(table.rows.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
    assert_eq!(table.columns[1].align, CellAlign::End);
}

#[test]
fn each_tab_finds_the_column_of_its_children() {
    let view = View::from(tabs("t", "Tabs").tab("One", ("a", "b")).tab("Two", divider())).flatten();
    let Node::Tabs(tabs) = &view.nodes[1] else { unreachable!("tabs are tabs") };
    assert_eq!(tabs.tabs.iter().map(|tab| tab.child).collect::<Vec<_>>(), [2, 3]);
    assert!(matches!(&view.nodes[2], Node::Column(group) if group.children == [4, 5]));
    assert!(matches!(&view.nodes[6], Node::Divider));
}

#[test]
fn further_branches_find_their_children() {
    let view = column((grid(("a", "b")), disclosure("d", "More", "c"), empty("Nothing").with(button("b", "Add")))).flatten();
    let children = view.nodes.iter().map(|node| match node {
        Node::Grid(grid) => grid.children.clone(),
        Node::Disclosure(disclosure) => disclosure.children.clone(),
        Node::Empty(empty) => empty.children.clone(),
        _ => Vec::new(),
    });
    assert_eq!(children.collect::<Vec<_>>()[1..4], [vec![4, 5], vec![6], vec![7]]);
}

#[test]
fn a_chart_is_built_by_points_or_by_series() {
    let chart = |chart: Chart| match View::from(chart).flatten().nodes.swap_remove(1) {
        Node::Chart(chart) => chart,
        other => unreachable!("a chart is a chart, not {other:?}"),
    };
    let simple = chart(bar_chart("Notes").bar("Mon", 3.0).point("Tue", 5.0).tone(Tone::Accent));
    assert_eq!(simple.axis, Axis::Names(vec!["Mon".into(), "Tue".into()]));
    assert_eq!((simple.series.len(), simple.series[0].name.as_str(), simple.series[0].tone), (1, "Notes", Tone::Accent));
    assert_eq!(simple.series[0].values, [Some(3.0), Some(5.0)]);
    let several = chart(chart::line("Two").dates([1, 2]).series("a", [1.0, 2.0]).gappy_series("b", [None, Some(0.5)]));
    assert_eq!(several.axis, Axis::Dates(vec![1, 2]));
    assert_eq!(several.series[1].values, [None, Some(0.5)]);
}

#[test]
fn a_slider_stands_within_its_range() {
    let view = View::from(slider("s", "Slider", 99.0, 0.0..=10.0).step(0.5)).flatten();
    assert!(matches!(&view.nodes[1], Node::Slider(slider) if slider.value == 10.0 && slider.max == 10.0 && slider.step == 0.5));
}
