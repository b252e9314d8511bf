#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]
use std::collections::BTreeMap;

use fanlight_runtime::Halt;
use serde_json::json;

use super::*;

fn session(bytes: usize, lines: u64) -> LogSession {
    let scopes = || BTreeMap::from([("log".to_owned(), json!({}))]);
    let grant = Rights::new(scopes(), scopes()).grant::<LogLines>().unwrap().unwrap();
    let most = Room { bytes, lines };
    LogSession { _grant: grant, most, log: Log::default(), left: most }
}

fn by_default() -> LogSession {
    let limits = Limits::default();
    assert_eq!((limits.log_bytes, limits.log_lines), (4 << 10, 64));
    session(4 << 10, 64)
}

async fn write(session: &mut LogSession, text: &str) -> Result<(), Failure> {
    match session.answer("write", &encode(&(Level::Info, text)).unwrap()).await {
        Ok(_) => Ok(()),
        Err(Halt::End(failure)) => Err(failure),
        Err(Halt::Refuse(refusal)) => panic!("{refusal}"),
    }
}

#[tokio::test]
async fn the_first_lines_are_kept_and_the_others_counted() {
    let mut session = by_default();
    for n in 0..70 {
        write(&mut session, &format!("line {n}")).await.unwrap();
    }
    assert_eq!((session.log.lines.len(), session.log.dropped), (64, 6));
    assert_eq!(session.log.lines[63], Line { level: Level::Info, text: "line 63".into() });
}

#[tokio::test]
async fn bytes_are_cut_between_characters() {
    let mut session = by_default();
    write(&mut session, &"x".repeat((4 << 10) - 1)).await.unwrap();
    assert_eq!(session.log.dropped, 0);
    write(&mut session, "ü").await.unwrap();
    write(&mut session, "yz").await.unwrap();
    write(&mut session, "nothing is left").await.unwrap();
    let texts: Vec<_> = session.log.lines.iter().skip(1).map(|line| line.text.as_str()).collect();
    assert_eq!(texts, ["", "y"]);
    assert_eq!(session.log.lines.iter().map(|line| line.text.len()).sum::<usize>(), 4 << 10);
    assert_eq!(session.log.dropped, 3);
}

#[tokio::test]
async fn a_line_cannot_pass_for_something_else() {
    let mut session = by_default();
    write(&mut session, "\u{1b}[31mred\u{202e}").await.unwrap();
    assert_eq!(session.log.lines[0].text, "[31mred");
}

#[tokio::test]
async fn a_flood_ends_the_call() {
    let mut session = session(100, 1);
    write(&mut session, "kept").await.unwrap();
    for _ in 0..FLOOD {
        write(&mut session, "more").await.unwrap();
    }
    assert_eq!(write(&mut session, "too much").await.unwrap_err().kind, Kind::Log);
    assert_eq!(session.log.lines.len(), 1);
}
