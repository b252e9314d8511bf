//! What Markdown becomes, and where it ends.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]
use std::time::{Duration, Instant};

use fanlight_runtime::Limits;
use serde_json::{Value, json};

use super::super::lift;
use super::*;
use crate::{View, view::Reach};

fn lifted(text: &str) -> Result<View, Failure> {
    let nodes = vec![wit::Node::Markdown(wit::Markdown { text: text.into(), level: 1 })];
    lift(wit::View { nodes, root: 0 }, &Limits::default(), &Reach::default())
}

fn blocks(text: &str) -> Vec<Value> {
    let Value::Object(mut root) = serde_json::to_value(lifted(text).unwrap()).unwrap() else { panic!("no object") };
    assert_eq!(root["node"], "column");
    serde_json::from_value(root.remove("children").unwrap()).unwrap()
}

fn plain(text: &str) -> Value {
    json!({ "span": "plain", "text": text, "style": "plain" })
}

fn text(words: &str) -> Value {
    json!({ "node": "text", "spans": [plain(words)] })
}

#[test]
fn headings_start_below_the_level() {
    let heading = |text: &str, level: u8| json!({ "node": "heading", "text": text, "level": level });
    assert_eq!(
        blocks("# One *two*\n\nThree\n=====\n## Four\n###### Five"),
        [heading("One two", 2), heading("Three", 2), heading("Four", 3), heading("Five", 4)]
    );
}

#[test]
fn text_keeps_its_emphasis() {
    let spans = &blocks("a **b** _c_ ~~d~~ `e`\nf  \ng")[0]["spans"];
    let styles: Vec<_> =
        spans.as_array().unwrap().iter().map(|s| (s["text"].as_str().unwrap(), s["style"].as_str().unwrap())).collect();
    assert_eq!(
        styles,
        [
            ("a ", "plain"),
            ("b", "strong"),
            (" ", "plain"),
            ("c", "emphasis"),
            (" ", "plain"),
            ("d", "struck"),
            (" ", "plain"),
            ("e", "code"),
            (" f\ng", "plain")
        ]
    );
}

#[test]
fn lists_and_quotes_hold_blocks() {
    assert_eq!(
        blocks("- [ ] milk\n- [x] bread\n\n3. one\n\n   two\n\n> said\n\n---"),
        [
            json!({ "node": "list", "ordered": false, "children": [text("☐ milk"), text("☑ bread")] }),
            json!({ "node": "list", "ordered": true, "children": [
                { "node": "column", "gap": "small", "align": "stretch", "children": [text("one"), text("two")] },
            ] }),
            json!({ "node": "card", "title": null, "children": [text("said")] }),
            json!({ "node": "divider" }),
        ]
    );
    assert_eq!(blocks("- a\n  - b")[0]["children"][0]["children"][1]["children"][0], text("b"));
}

#[test]
fn tables_and_code_are_what_they_are() {
    let found = blocks("# Prices\n\n| what | how *much* |\n|--|-:|\n| tea | 3 |\n| x |\n\n```rust ignore\nlet x;\n```\n");
    assert_eq!(found[1]["caption"], "Prices");
    assert_eq!(found[1]["columns"][1], json!({ "title": "how much", "align": "end", "key": null, "sorted": "none" }));
    assert_eq!(found[1]["rows"], json!([[plain("tea"), plain("3")], [plain("x"), plain("")]]));
    assert_eq!(found[2], json!({ "node": "code-block", "text": "let x;", "language": "rust" }));
    assert_eq!(blocks("|a|b|\n|-|-|\n|1|2|")[0]["caption"], "a, b");
}

#[test]
fn html_and_images_are_their_text() {
    assert_eq!(blocks("a <b onclick=x>c</b>"), [text("a <b onclick=x>c</b>")]);
    assert_eq!(blocks("<script>\nalert(1)\n</script>"), [text("<script>\nalert(1)\n</script>")]);
    assert_eq!(blocks("see ![a cat](https://evil.example/cat.png)"), [text("see a cat")]);
    assert_eq!(blocks("a&#x202e;b&#8203;"), [text("ab")]);
}

#[test]
fn only_what_a_browser_may_open_is_a_link() {
    let link = |text: &str, address: &str, origin: &str| json!({ "node": "text", "spans": [{ "span": "link", "text": text, "address": address, "origin": origin, "allowed": false }] });
    assert_eq!(blocks("[a **b**](https://x.org/p?q)"), [link("a b", "https://x.org/p?q", "https://x.org")]);
    assert_eq!(blocks("<https://x.org>"), [link("https://x.org", "https://x.org/", "https://x.org")]);
    for address in ["javascript:alert(1)", "http://x.org", "data:text/html,x", "notes/a.md", "//x.org", "https://u:p@x.org"] {
        let muted = json!({ "span": "plain", "text": format!(" ({address})"), "style": "muted" });
        assert_eq!(blocks(&format!("[go]({address})")), [json!({ "node": "text", "spans": [plain("go"), muted] })], "{address}");
    }
}

#[test]
fn bombs_end_at_a_limit_and_in_time() {
    let size = 64 << 10;
    let filled = |unit: &str| unit.repeat(size / unit.len());
    let nested = |unit: &str, depth: usize| {
        let start: String = (0..depth).map(|n| format!("{}{unit}a\n", " ".repeat(n * unit.len()))).collect();
        format!("{start}{}", "\n".repeat(size - start.len()))
    };
    let wide = format!("{}\n{}\n{}", "|a".repeat(5_000), "|-".repeat(5_000), "|\n".repeat(20_000));
    let refused = [
        ("quotes", filled("> ")),
        ("tight quotes", filled(">")),
        ("lists", filled("- ").replace("- -", "+ -")),
        ("numbers", filled("1. ")),
        ("quotes below each other", (1..200).map(|n| format!("{}a\n\n", ">".repeat(n))).collect()),
        ("lists below each other", nested("- ", 200)),
        ("rules", filled("***\n")),
        ("paragraphs", filled("a\n\n")),
        ("a wide table", wide),
        ("a long table", format!("|a|\n|-|\n{}", filled("|b|\n").split_at(60_000).0)),
        ("too long", "x".repeat(size + 1)),
    ];
    for (name, text) in refused {
        let began = Instant::now();
        let failure = lifted(&text).expect_err(name);
        assert!(matches!(failure.kind.as_str(), "limit.output" | "invalid.view"), "{name}: {failure}");
        assert!(began.elapsed() < Duration::from_millis(500), "{name} took {:?}", began.elapsed());
    }
    let hard = [
        "[", "![", "*a_ ", "**a", "<", "<!--", "<?", "`a``", "\\", "&#", "[a](<b", "[a]: b\n", "~~a~", "<a ", "a\n", "[]()", "|",
        "a  \n",
    ];
    for unit in hard {
        let began = Instant::now();
        let _ = lifted(&filled(unit));
        assert!(began.elapsed() < Duration::from_millis(500), "{unit:?} took {:?}", began.elapsed());
    }
}
