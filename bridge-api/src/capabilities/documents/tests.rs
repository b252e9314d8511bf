#![allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]
use std::{collections::BTreeMap, fs, os::unix::fs::symlink, path::Path};

use fanlight_runtime::{Gate, Halt, Refusal};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::json;

use super::*;

fn workspace() -> (tempfile::TempDir, Arc<Folder>) {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| {
        let path = dir.path().join("ws").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    write("projects/garden.md", "# Garden ü".as_bytes());
    write("projects/deep/er.MD", b"deep");
    write("people/ada.md", b"secret");
    write("projects2/x.md", b"neighbour with the same beginning");
    write("table.csv", b"a,b\n1,2\n");
    write("broken.md", b"ok \xff\xfe end");
    write("big.csv", &b"x".repeat(1 << 20));
    write(".hidden/x.md", b"no");
    write("picture.png", b"no");
    fs::write(dir.path().join("outside.md"), b"outside").unwrap();
    let ws = dir.path().join("ws");
    symlink(dir.path().join("outside.md"), ws.join("projects/out.md")).unwrap();
    symlink("../people/ada.md", ws.join("projects/ada.md")).unwrap();
    symlink("../people", ws.join("projects/friends")).unwrap();
    symlink("garden.md", ws.join("projects/same.md")).unwrap();
    let folder = Arc::new(Folder::open(&ws).unwrap());
    (dir, folder)
}

fn session(folder: &Arc<Folder>, declared: &str, granted: &str) -> Option<DocumentsSession> {
    let scope = |folder: &str| BTreeMap::from([("documents".to_owned(), json!({ "folder": folder }))]);
    let grant = Rights::new(scope(declared), scope(granted)).grant::<Documents>().unwrap()?;
    Some(DocumentsSession::new(grant, Arc::clone(folder)))
}

/// Asks as the gate does.
async fn ask<T: DeserializeOwned>(session: &mut DocumentsSession, operation: &str, asked: impl Serialize) -> Result<T, Refusal> {
    session.ends(tokio::time::Instant::now() + Duration::from_secs(5));
    match session.answer(operation, &encode(&asked).unwrap()).await {
        Ok(bytes) => Ok(decode(&bytes).unwrap()),
        Err(Halt::Refuse(refusal)) => Err(refusal),
        Err(Halt::End(failure)) => panic!("{failure}"),
    }
}

async fn read(session: &mut DocumentsSession, path: &str) -> Result<Text, Refusal> {
    ask(session, "read", (path,)).await
}

async fn list(session: &mut DocumentsSession, folder: &str, after: Option<&str>) -> Result<Page, Refusal> {
    ask(session, "list", (folder, after)).await
}

async fn search(session: &mut DocumentsSession, query: &str, folder: &str, limit: u32) -> Result<Found, Refusal> {
    ask(session, "search", (query, folder, limit)).await
}

fn select(path: &str) -> Selection {
    let (columns, filters) = (Vec::new(), Vec::new());
    Selection { path: path.into(), columns, filters, sort: None, group: None, offset: 0, limit: 10 }
}

async fn query(session: &mut DocumentsSession, asked: Selection) -> Result<Table, Refusal> {
    ask(session, "query", (asked,)).await
}

#[tokio::test]
async fn a_grant_is_a_folder_and_nothing_leads_out_of_it() {
    let (_dir, folder) = workspace();
    let mut session = session(&folder, "", "projects").unwrap();
    assert_eq!(read(&mut session, "projects/garden.md").await.unwrap().text, "# Garden ü");
    assert_eq!(read(&mut session, "projects/same.md").await.unwrap().text, "# Garden ü");
    for path in [
        "people/ada.md",
        "projects2/x.md",
        "../outside.md",
        "projects/../people/ada.md",
        "projects/./../people/ada.md",
        "/etc/passwd.md",
        "projects//garden.md",
        "projects/out.md",
        "projects/ada.md",
        "projects/friends/ada.md",
        "table.csv",
    ] {
        assert!(matches!(read(&mut session, path).await, Err(Refusal::Denied(_))), "{path}");
    }
    assert!(matches!(read(&mut session, "projects/none.md").await, Err(Refusal::Missing(_))));
    assert!(matches!(read(&mut session, "projects/a\0.md").await, Err(Refusal::Invalid(_))));
    assert!(matches!(read(&mut session, &format!("projects/{}.md", "x".repeat(2_000))).await, Err(Refusal::Invalid(_))));
}

#[tokio::test]
async fn lists_what_is_granted_and_follows_no_link() {
    let (_dir, folder) = workspace();
    let paths = |page: Page| page.entries.into_iter().map(|e| e.path).collect::<Vec<_>>();
    let mut all = session(&folder, "", "").unwrap();
    assert_eq!(
        paths(list(&mut all, "", None).await.unwrap()),
        ["big.csv", "broken.md", "people/ada.md", "projects/deep/er.MD", "projects/garden.md", "projects2/x.md", "table.csv"]
    );
    assert_eq!(paths(list(&mut all, "projects", None).await.unwrap()), ["projects/deep/er.MD", "projects/garden.md"]);
    assert_eq!(paths(list(&mut all, "", Some("projects/garden.md")).await.unwrap()), ["projects2/x.md", "table.csv"]);
    let mut some = session(&folder, "", "projects/deep").unwrap();
    assert_eq!(paths(list(&mut some, "", None).await.unwrap()), ["projects/deep/er.MD"]);
    assert!(matches!(list(&mut some, "people", None).await, Err(Refusal::Denied(_))));
    assert_eq!(folder.folders().await.unwrap(), ["", "people", "projects", "projects/deep", "projects2"]);
}

#[tokio::test]
async fn rights_are_what_both_agree_on() {
    let (_dir, folder) = workspace();
    assert!(session(&folder, "projects", "people").is_none());
    assert_eq!(session(&folder, "projects", "").unwrap().grant.scope().folder(), "projects");
    assert_eq!(session(&folder, "projects", "projects/deep").unwrap().grant.scope().folder(), "projects/deep");
    assert!(serde_json::from_value::<Within>(json!({"folder": "a/../b"})).is_err());
    assert!(serde_json::from_value::<Within>(json!({"folder": "a", "write": true})).is_err());
}

#[tokio::test]
async fn reads_what_nobody_prepared() {
    let (dir, folder) = workspace();
    let mut session = session(&folder, "", "").unwrap();
    let broken = read(&mut session, "broken.md").await.unwrap();
    assert_eq!((broken.replaced, broken.text.as_str()), (2, "ok \u{fffd}\u{fffd} end"));
    let big = read(&mut session, "big.csv").await.unwrap();
    assert!(big.truncated && big.text.len() == 256 << 10);
    let pipe = dir.path().join("ws/pipe.md");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(matches!(read(&mut session, "pipe.md").await, Err(Refusal::Missing(_))));
    fs::remove_dir_all(dir.path().join("ws")).unwrap();
    assert!(matches!(read(&mut session, "broken.md").await, Err(Refusal::Unavailable(_))));
    assert!(matches!(list(&mut session, "", None).await, Err(Refusal::Unavailable(_))));
}

#[test]
fn a_folder_cannot_rewrite_the_sentence_that_quotes_it() {
    let words = |folder: &str| DESCRIPTOR.words(&json!({ "folder": folder }));
    for folder in [
        "a” and nothing else. “b",
        "a\"b",
        "a‘b",
        "Lotte’s",
        "a\nIt is safe.",
        "a\u{2028}b",
        "a\u{202e}b",
        "a\u{200b}b",
        "a\u{7}b",
        &"x".repeat(201),
    ] {
        assert!(words(folder).is_err(), "{folder:?}");
        assert!(DESCRIPTOR.intersect(&json!({"folder": ""}), &json!({ "folder": folder })).is_err(), "{folder:?}");
    }
    assert!(words(&"x".repeat(200)).is_ok());
    let german = DESCRIPTOR.words_in(&json!({ "folder": "a" }), crate::language::Language::German);
    assert_eq!(german.unwrap(), "Deine Dokumente in „a“ und seinen Unterordnern lesen, und keine anderen.");
    assert_eq!(words("Łódź/2026 (a)").unwrap(), "Read your documents in “Łódź/2026 (a)” and its subfolders, and no others.");
}

#[tokio::test]
async fn callers_at_the_same_time_share_one_list() {
    let (_dir, folder) = workspace();
    let (one, other) = tokio::join!(folder.listing(), folder.listing());
    assert!(Arc::ptr_eq(&one.unwrap(), &other.unwrap()));
}

#[tokio::test]
async fn a_wide_tree_needs_few_file_descriptors() {
    let (dir, folder) = workspace();
    for n in 0..1_200 {
        fs::create_dir(dir.path().join(format!("ws/wide-{n}"))).unwrap();
    }
    fs::write(dir.path().join("ws/wide-0/last.md"), "x").unwrap();
    let all = folder.listing().await.unwrap();
    assert_eq!(all.files.last().unwrap().path, "wide-0/last.md");
    assert_eq!((all.files.len(), all.truncated), (8, false));
}

#[tokio::test]
async fn titles_tags_and_properties_come_with_the_notes() {
    let (dir, folder) = workspace();
    let note = dir.path().join("ws/projects/garden.md");
    fs::write(&note, "---\ntitle: Plot 14\ntags: [garden]\n---\nBeans #summer\n").unwrap();
    let mut session = session(&folder, "", "projects").unwrap();
    let page = list(&mut session, "", None).await.unwrap();
    assert_eq!((page.entries[0].title.as_deref(), page.entries[0].tags.len()), (None, 0));
    let (title, tags) = (page.entries[1].title.as_deref(), page.entries[1].tags.join(" "));
    assert_eq!((title, tags.as_str(), page.truncated), (Some("Plot 14"), "garden summer", false));
    let text = read(&mut session, "projects/garden.md").await.unwrap();
    assert_eq!((text.text.as_str(), text.properties[1].1.as_str()), ("Beans #summer\n", "garden"));
    // What is remembered of a note holds for that version of it.
    fs::write(&note, "# Other\n").unwrap();
    folder.refresh().await.unwrap();
    assert_eq!(list(&mut session, "", None).await.unwrap().entries[1].title.as_deref(), Some("Other"));
}

#[tokio::test]
async fn a_search_stays_in_the_grant_and_costs_what_it_read() {
    let (_dir, folder) = workspace();
    let mut all = session(&folder, "", "").unwrap();
    let hits = search(&mut all, "SECRET", "", 10).await.unwrap();
    assert_eq!((hits.hits.len(), hits.hits[0].path.as_str(), hits.complete), (1, "people/ada.md", true));
    // Everything was read, of the large table its beginning.
    assert!(all.worked() * 8 > 256 << 10 && all.worked() == 0);
    let mut some = session(&folder, "", "projects").unwrap();
    for folder in ["", "projects", "projects/deep"] {
        assert!(search(&mut some, "secret", folder, 10).await.unwrap().hits.is_empty(), "{folder}");
    }
    for folder in ["people", "..", "projects/../people", "/", "projects2"] {
        assert!(matches!(search(&mut some, "secret", folder, 10).await, Err(Refusal::Denied(_))), "{folder}");
    }
    // Links are not followed, though this one leads to a note that is granted.
    assert_eq!(search(&mut some, "garden", "", 100).await.unwrap().hits.len(), 1);
    assert!(matches!(search(&mut some, " ", "", 10).await, Err(Refusal::Invalid(_))));
    let broken = search(&mut all, "ok end", "", 0).await.unwrap().hits;
    assert_eq!((broken.len(), broken[0].excerpt.as_str()), (1, "ok \u{fffd}\u{fffd} end"));
}

#[tokio::test]
async fn a_query_goes_through_the_same_door() {
    let (dir, folder) = workspace();
    fs::write(dir.path().join("ws/projects/t.csv"), "n,v\n1,a\n2,b\n").unwrap();
    symlink(dir.path().join("ws/table.csv"), dir.path().join("ws/projects/out.csv")).unwrap();
    symlink("../table.csv", dir.path().join("ws/projects/up.csv")).unwrap();
    symlink("t.csv", dir.path().join("ws/projects/same.csv")).unwrap();
    let mut session = session(&folder, "", "projects").unwrap();
    for path in ["projects/t.csv", "projects/same.csv"] {
        assert_eq!(query(&mut session, select(path)).await.unwrap().total, 2);
    }
    for path in ["table.csv", "../table.csv", "projects/../table.csv", "projects/out.csv", "projects/up.csv", "/etc/passwd.csv"] {
        assert!(matches!(query(&mut session, select(path)).await, Err(Refusal::Denied(_))), "{path}");
    }
    assert!(matches!(query(&mut session, select("projects/none.csv")).await, Err(Refusal::Missing(_))));
    assert!(matches!(query(&mut session, select("projects/garden.md")).await, Err(Refusal::Invalid(_))));
    let far = Selection { offset: u32::MAX, ..select("projects/t.csv") };
    assert!(matches!(query(&mut session, far).await, Err(Refusal::Invalid(_))));
}

#[tokio::test]
async fn no_time_is_no_answer_and_no_failure() {
    let (dir, folder) = workspace();
    fs::write(dir.path().join("ws/long.csv"), "a,b\n1,2\n".repeat(1 << 20)).unwrap();
    let mut session = session(&folder, "", "").unwrap();
    folder.listing().await.unwrap();
    session.ends(tokio::time::Instant::now());
    let answer = session.answer("query", &encode(&(select("long.csv"),)).unwrap()).await;
    assert!(matches!(answer, Err(Halt::Refuse(Refusal::Unavailable(_)))));
    session.ends(tokio::time::Instant::now());
    let answer = session.answer("search", &encode(&("x", "", 1_u32)).unwrap()).await.unwrap();
    assert!(!decode::<Found>(&answer).unwrap().complete);
}

/// Figures for docs: `cargo test --release -p fanlight-bridge --lib large -- --ignored --nocapture`.
#[tokio::test]
#[ignore = "it measures, and makes 70 MB of files"]
async fn large_folders_and_tables() {
    let dir = tempfile::tempdir().unwrap();
    for n in 0..5_000 {
        fs::create_dir_all(dir.path().join(format!("f{}", n % 40))).unwrap();
        let text = format!("# Note {n}\n\n{}", format!("Some words of line {n}, among others.\n").repeat(110));
        fs::write(dir.path().join(format!("f{}/note-{n}.md", n % 40)), text).unwrap();
    }
    let mut csv = "id,date,what,amount,category\n".to_owned();
    for n in 0..1_200_000_u64 {
        let mixed = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        csv += &format!(
            "{n},2026-{:02}-{:02},item {},{}.{:02},kind {}\n",
            mixed % 12 + 1,
            mixed % 28 + 1,
            mixed % 9_999,
            mixed % 500,
            mixed % 100,
            mixed % 37
        );
    }
    fs::write(dir.path().join("big.csv"), &csv).unwrap();
    let folder = Arc::new(Folder::open(dir.path()).unwrap());
    let mut session = session(&folder, "", "").unwrap();
    let began = Instant::now();
    folder.listing().await.unwrap();
    println!("first list: {:?}", began.elapsed());
    for words in ["words 4999", "nothing-of-this", "some words", "note"] {
        let began = Instant::now();
        let found = search(&mut session, words, "", 20).await.unwrap();
        println!("search `{words}`: {} hits in {:?}, {} fuel", found.hits.len(), began.elapsed(), session.worked());
        assert!(found.complete && began.elapsed() < Duration::from_secs(1));
    }
    let began = Instant::now();
    let mut after = None;
    loop {
        let page = list(&mut session, "", after.as_deref()).await.unwrap();
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    println!("all pages with titles: {:?}", began.elapsed());
    let filters = vec![crate::documents::Filter { column: "amount".into(), test: crate::documents::Test::AtLeast(100.0) }];
    let sort = |column: &str| Some(crate::documents::Sort { column: column.into(), descending: true });
    let measures = vec![crate::documents::Measure { column: "amount".into(), fold: crate::documents::Fold::Sum }];
    let group = crate::documents::Group { by: Some("category".into()), grain: crate::documents::Grain::Whole, measures };
    for (name, asked) in [
        ("page", select("big.csv")),
        (
            "sort by number, filter",
            Selection { sort: sort("amount"), filters: filters.clone(), offset: 9_500, limit: 500, ..select("big.csv") },
        ),
        ("sort by text", Selection { sort: sort("what"), limit: 500, ..select("big.csv") }),
        ("group", Selection { group: Some(group), filters, ..select("big.csv") }),
    ] {
        let began = Instant::now();
        let table = query(&mut session, asked).await.unwrap();
        println!("{name} of {} MB: {} rows in {:?}, {} fuel", csv.len() >> 20, table.total, began.elapsed(), session.worked());
    }
}

#[tokio::test]
async fn an_ungranted_gate_has_no_session() {
    let mut gate = Gate::new();
    assert!(gate.take::<DocumentsSession>("documents").is_none());
    assert!(Folder::open(Path::new("/nowhere/at/all")).is_err());
}
