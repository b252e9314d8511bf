#![allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]
use std::{cell::Cell, io::Cursor};

use super::*;

/// Counts what is read, and stops after `most` bytes.
struct Counted {
    most: u64,
    read: Cell<u64>,
}

impl Watch for Counted {
    fn read(&self, bytes: u64) -> Result<(), Problem> {
        self.read.set(self.read.get() + bytes);
        if self.read.get() > self.most { Err(Problem::Unavailable("enough".into())) } else { Ok(()) }
    }
}

fn select() -> Selection {
    Selection { path: "t.csv".into(), columns: Vec::new(), filters: Vec::new(), sort: None, group: None, offset: 0, limit: 100 }
}

fn ask(csv: impl AsRef<[u8]>, asked: &Selection) -> Result<Table, Problem> {
    query(Cursor::new(csv.as_ref()), asked, &Counted { most: u64::MAX, read: Cell::new(0) })
}

fn rows(csv: impl AsRef<[u8]>, asked: &Selection) -> Vec<String> {
    ask(csv, asked).unwrap().rows.into_iter().map(|row| row.join("|")).collect()
}

fn sorted(column: &str, descending: bool) -> Selection {
    Selection { sort: Some(Sort { column: column.into(), descending }), ..select() }
}

fn filtered(column: &str, test: Test) -> Selection {
    Selection { filters: vec![Filter { column: column.into(), test }], ..select() }
}

fn grouped(by: Option<&str>, grain: Grain, measures: &[(&str, Fold)]) -> Selection {
    let measures = measures.iter().map(|&(column, fold)| Measure { column: column.into(), fold }).collect();
    Selection { group: Some(Group { by: by.map(Into::into), grain, measures }), ..select() }
}

const BUDGET: &str = "date,what,amount,category\n2026-10-01,rent,210.00,home\n2026-10-03,Flour,21.40,food\n\
    2026-11-02,\"tea, loose\",4.10,food\n2026-11-05,gift,,\n";

#[test]
fn front_matter_is_flat_and_not_in_the_text() {
    let note = "---\r\ntitle: \"A: \\\"b\\\"\"\ntags: [one, 'two, three', four]  # yes\naliases:\n  - x\n  - y z\nnested:\n  deep: 1\n\
        no: no\nwhen: 2026-05-01 # May\nlong: >\n  one\n  two\nurl: http://a#b\nx:y\n---\n# Body\n";
    let (front, body) = split(note);
    assert_eq!(body, "# Body\n");
    let found = properties(front.unwrap());
    let found: Vec<_> = found.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(
        found,
        [
            "title=A: \"b\"",
            "tags=one",
            "tags=two, three",
            "tags=four",
            "aliases=x",
            "aliases=y z",
            "no=no",
            "when=2026-05-01",
            "long=one two",
            "url=http://a#b"
        ]
    );
    for plain in ["", "---", "---\nnever closed\n", "text\n---\na: b\n---\n"] {
        assert_eq!(split(plain), (None, plain));
    }
    let bomb = format!("a: &a [x]\n{}", "b: *a\n".repeat(5_000));
    assert_eq!(properties(&bomb).len(), 100);
}

#[test]
fn titles_and_tags_are_found_where_people_put_them() {
    let text = "\u{feff}---\ntags: garden, Home\n---\nIntro #first(not) see page#part `#code` #1 #2nd #a/b-c_d #GARDEN\n```\n#fenced\n# no\n```\n\
        ## The heading ##\n# Later\n(#bracket) #größe #";
    let facts = facts(text);
    assert_eq!(facts.title.as_deref(), Some("The heading"));
    assert_eq!(facts.tags, ["garden", "Home", "first", "2nd", "a/b-c_d", "bracket", "größe"]);
    assert_eq!(super::facts("---\ntitle: T\n---\n# H").title.as_deref(), Some("T"));
    assert_eq!(super::facts(&"#x ".repeat(9)).tags, ["x"]);
    let many: String = (0..99).map(|n| format!("#t{n} ")).collect();
    assert_eq!(super::facts(&many).tags.len(), 32);
}

#[test]
fn every_word_has_to_be_there_in_any_case() {
    let mut words = Words::new("  MILK  straße milk ").unwrap();
    let text = "---\ntags: x\n---\n# Shopping\n\nmilk\nMilk from the STRASSE, no: Straße\n";
    assert_eq!(words.rank("a/list.md", text), Some(0));
    let found = words.show(text);
    assert_eq!((found.title.as_deref(), found.line), (Some("Shopping"), 4));
    assert_eq!(found.excerpt, "Milk from the STRASSE, no: Straße");
    assert_eq!(words.rank("a/list.md", "milk"), None);
    assert_eq!(words.rank("straße/milk.md", ""), Some(1));
    assert_eq!(words.show(""), Match { title: None, line: 0, excerpt: String::new() });
    for bad in ["", "  ", &"x".repeat(201), &(0..17).map(|n| format!("{n} ")).collect::<String>()] {
        assert!(matches!(Words::new(bad), Err(Problem::Invalid(_))), "{bad}");
    }
}

#[test]
fn excerpts_are_short_and_cut_between_characters() {
    let mut words = Words::new("needle").unwrap();
    for hay in ["ü", "日", "a", " é", "👩\u{200d}🚀"] {
        let text = format!("{}needle{}", hay.repeat(3_000), hay.repeat(3_000));
        words.rank("x.md", &text).unwrap();
        let shown = words.show(&text).excerpt;
        assert!(shown.contains("needle") && shown.starts_with('…') && shown.ends_with('…'), "{shown}");
        assert!(shown.chars().count() <= 202);
    }
}

#[test]
fn rows_are_sorted_filtered_and_paged() {
    assert_eq!(
        rows(BUDGET, &Selection { columns: vec!["what".into()], ..sorted("amount", false) }),
        ["tea, loose", "Flour", "rent", "gift"]
    );
    assert_eq!(
        rows(BUDGET, &Selection { columns: vec!["what".into()], ..sorted("amount", true) }),
        ["rent", "Flour", "tea, loose", "gift"]
    );
    assert_eq!(
        rows(BUDGET, &Selection { columns: vec!["what".into()], ..sorted("what", false) }),
        ["Flour", "gift", "rent", "tea, loose"]
    );
    let page = ask(BUDGET, &Selection { offset: 1, limit: 2, ..sorted("date", true) }).unwrap();
    assert_eq!((page.rows[0][1].as_str(), page.rows.len(), page.total), ("tea, loose", 2, 4));
    let kinds: Vec<_> = page.columns.iter().map(|column| column.kind).collect();
    assert_eq!(kinds, [ColumnType::Date, ColumnType::Text, ColumnType::Number, ColumnType::Text]);
    let count = |column: &str, test: Test| ask(BUDGET, &filtered(column, test)).unwrap().total;
    assert_eq!(count("amount", Test::AtLeast(21.4)), 2);
    assert_eq!(count("amount", Test::AtMost(21.4)), 2);
    assert_eq!(count("amount", Test::Equals("210".into())), 1);
    assert_eq!(count("amount", Test::Differs("210".into())), 3);
    assert_eq!(count("what", Test::Contains("FLO".into())), 1);
    assert_eq!((count("category", Test::Empty), count("category", Test::Filled)), (1, 3));
    assert_eq!((count("date", Test::Since("2026-11".into())), count("date", Test::Until("2026-10".into()))), (2, 2));
}

#[test]
fn groups_are_summed_without_noise() {
    let food = grouped(
        Some("category"),
        Grain::Whole,
        &[("", Fold::Count), ("amount", Fold::Sum), ("date", Fold::Max), ("amount", Fold::Mean)],
    );
    assert_eq!(rows(BUDGET, &food), ["food|2|25.50|2026-11-02|12.7500", "home|1|210.00|2026-10-01|210.0000", "|1|0|2026-11-05|"]);
    let months = grouped(Some("date"), Grain::Month, &[("amount", Fold::Sum)]);
    assert_eq!(rows(BUDGET, &months), ["2026-10|231.40", "2026-11|4.10"]);
    let all = grouped(None, Grain::Whole, &[("amount", Fold::Max), ("amount", Fold::Min), ("what", Fold::Count)]);
    assert_eq!(rows(BUDGET, &all), ["210.00|4.10|4"]);
    let tenths = format!("n\n{}", "0.1\n".repeat(10_000));
    assert_eq!(rows(&tenths, &grouped(None, Grain::Whole, &[("n", Fold::Sum)])), ["1000.0"]);
    let by_sum = Selection { sort: Some(Sort { column: "sum of amount".into(), descending: true }), limit: 1, ..food };
    let top = ask(BUDGET, &by_sum).unwrap();
    assert_eq!((top.rows[0][0].as_str(), top.total, top.passed), ("home", 3, 4));
}

#[test]
fn tables_are_read_as_people_save_them() {
    let german = "\u{feff}Was;Betrag\r\nMiete;\"1.210,50\"\r\nMehl;2,10\r\n";
    assert_eq!(rows(german, &grouped(None, Grain::Whole, &[("Betrag", Fold::Sum)])), ["1212.60"]);
    assert_eq!(rows(german, &sorted("Betrag", true)), ["Miete|1.210,50", "Mehl|2,10"]);
    assert_eq!(rows("a\tb,c\n1\t2\n", &select()), ["1|2"]);
    assert_eq!(rows("a,b\n\"one\nline, two\",\"say \"\"hi\"\"\"\n", &select()), ["one\nline, two|say \"hi\""]);
    let ragged = ask("a,b\n1,2\n1\n1,2,3\n1,2,,\n\n3,4", &select()).unwrap();
    assert_eq!((ragged.total, ragged.malformed), (3, 2));
    let broken = ask(b"a,b\nok\xff,\xfe2\n", &sorted("a", false)).unwrap();
    assert_eq!(broken.rows, [["ok\u{fffd}", "\u{fffd}2"]]);
    let named: Vec<_> = ask("a,,a, b \n1,2,3,4", &select()).unwrap().columns.into_iter().map(|column| column.name).collect();
    assert_eq!(named, ["a", "column 2", "a 2", "b"]);
    assert_eq!(ask("only,names\n", &select()).unwrap().total, 0);
    for (bad, why) in [(&b""[..], "empty"), (&b"\xff\xfea\0"[..], "UTF-16")] {
        assert!(matches!(ask(bad, &select()), Err(Problem::Invalid(words)) if words.contains(why)));
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_does_not_fill_the_memory() {
    let csv = format!("a,b\n1,\"{}", "x,y\n".repeat(2 << 20));
    let watch = Counted { most: u64::MAX, read: Cell::new(0) };
    let refused = query(Cursor::new(csv.as_bytes()), &select(), &watch);
    assert!(matches!(refused, Err(Problem::Invalid(words)) if words.contains("quotation")));
    assert!(watch.read.get() < 2 << 20, "{}", watch.read.get());
}

#[test]
fn what_is_too_much_is_refused() {
    let invalid = |asked: Selection| matches!(ask(BUDGET, &asked), Err(Problem::Invalid(_)));
    let filter = Filter { column: "what".into(), test: Test::Filled };
    assert!(invalid(Selection { filters: vec![filter.clone(); 1_000], ..select() }));
    assert!(!invalid(Selection { filters: vec![filter; 16], ..select() }));
    assert!(invalid(Selection { offset: u32::MAX, limit: u32::MAX, ..select() }));
    assert!(invalid(Selection { offset: 9_901, ..select() }) && !invalid(Selection { offset: 9_900, ..select() }));
    assert!(invalid(Selection { limit: 501, ..select() }));
    assert!(invalid(Selection { columns: vec!["what".into(); 257], ..select() }));
    assert!(invalid(filtered("amount", Test::AtLeast(f64::NAN))));
    assert!(invalid(filtered("what", Test::Contains("x".repeat(1_001)))));
    assert!(invalid(sorted(&"x".repeat(300), false)));
    assert!(invalid(grouped(None, Grain::Whole, &[("", Fold::Count); 9])));
    for asked in [sorted("none", false), filtered("none", Test::Filled), grouped(Some("none"), Grain::Whole, &[])] {
        assert!(matches!(ask(BUDGET, &asked), Err(Problem::Missing(words)) if words.contains("date, what")));
    }
    let many: String = (0..10_001).map(|n| format!("{n},x\n")).collect();
    assert!(matches!(ask(format!("a,b\n{many}"), &grouped(Some("a"), Grain::Whole, &[])), Err(Problem::Full(_))));
    let wide = format!("a,b\n{}", format!("1,{}\n", "x".repeat(4_000)).repeat(400));
    assert!(matches!(ask(&wide, &Selection { limit: 400, ..select() }), Err(Problem::Full(_))));
    assert_eq!(ask(&wide, &Selection { columns: vec!["a".into()], limit: 400, ..select() }).unwrap().rows.len(), 400);
}

#[test]
fn whoever_stops_waiting_stops_the_work() {
    let csv = format!("a,b\n{}", "1,2\n".repeat(1 << 20));
    let watch = Counted { most: 1 << 20, read: Cell::new(0) };
    let stopped = query(Cursor::new(csv.as_bytes()), &sorted("a", false), &watch);
    assert!(matches!(stopped, Err(Problem::Unavailable(_))));
    assert!(watch.read.get() < (1 << 20) + (256 << 10), "{}", watch.read.get());
}

#[test]
fn the_best_of_many_rows_are_those_of_a_full_sort() {
    let value = |n: u64| n.wrapping_mul(6_364_136_223_846_793_005).rotate_left(17) % 5_000;
    let csv: String = std::iter::once("id,v\n".to_owned()).chain((0..20_000).map(|n| format!("{n},{}\n", value(n)))).collect();
    let mut all: Vec<(u64, u64)> = (0..20_000).map(|n| (value(n), n)).collect();
    all.sort_by_key(|&(v, n)| (std::cmp::Reverse(v), n));
    let page = rows(csv, &Selection { offset: 700, limit: 50, ..sorted("v", true) });
    let expected: Vec<String> = all[700..750].iter().map(|(v, n)| format!("{n}|{v}")).collect();
    assert_eq!(page, expected);
}
