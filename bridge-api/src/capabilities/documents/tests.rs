#![allow(clippy::unwrap_used)]
use std::{collections::BTreeMap, fs, os::unix::fs::symlink, path::Path};

use fanlight_runtime::{Gate, Halt};
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
    Some(DocumentsSession { grant, folder: Arc::clone(folder) })
}

async fn read(session: &mut DocumentsSession, path: &str) -> Result<Text, Refusal> {
    match session.answer("read", &encode(&(path,)).unwrap()).await {
        Ok(bytes) => Ok(decode(&bytes).unwrap()),
        Err(Halt::Refuse(refusal)) => Err(refusal),
        Err(Halt::End(failure)) => panic!("{failure}"),
    }
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
    let all = session(&folder, "", "").unwrap();
    assert_eq!(
        paths(all.list("", None).await.unwrap()),
        ["big.csv", "broken.md", "people/ada.md", "projects/deep/er.MD", "projects/garden.md", "projects2/x.md", "table.csv"]
    );
    assert_eq!(paths(all.list("projects", None).await.unwrap()), ["projects/deep/er.MD", "projects/garden.md"]);
    assert_eq!(paths(all.list("", Some("projects/garden.md")).await.unwrap()), ["projects2/x.md", "table.csv"]);
    let some = session(&folder, "", "projects/deep").unwrap();
    assert_eq!(paths(some.list("", None).await.unwrap()), ["projects/deep/er.MD"]);
    assert!(matches!(some.list("people", None).await, Err(Refusal::Denied(_))));
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
    assert!(matches!(session.list("", None).await, Err(Refusal::Unavailable(_))));
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
    let (one, other) = tokio::join!(folder.entries(), folder.entries());
    assert!(Arc::ptr_eq(&one.unwrap(), &other.unwrap()));
}

#[tokio::test]
async fn a_wide_tree_needs_few_file_descriptors() {
    let (dir, folder) = workspace();
    for n in 0..1_200 {
        fs::create_dir(dir.path().join(format!("ws/wide-{n}"))).unwrap();
    }
    fs::write(dir.path().join("ws/wide-0/last.md"), "x").unwrap();
    let all = folder.entries().await.unwrap();
    assert_eq!(all.last().unwrap().path, "wide-0/last.md");
    assert_eq!(all.len(), 8);
}

#[tokio::test]
async fn an_ungranted_gate_has_no_session() {
    let mut gate = Gate::new();
    assert!(gate.take::<DocumentsSession>("documents").is_none());
    assert!(Folder::open(Path::new("/nowhere/at/all")).is_err());
}
