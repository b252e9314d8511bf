//! Moves cards of some notes.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use fanlight_sdk::{Event, rehearsal::Rehearsal};
use kanban::Kanban;

fn board() -> Rehearsal<Kanban> {
    let mut kanban = Rehearsal::<Kanban>::new();
    let notes = [
        ("home/winter.md", "# Winter\n- [ ] Sweep the chimney\n- [x] Stack the wood\n```\n- [ ] not this\n```\n"),
        ("garden.md", "* [ ] Prune the quince\n- [ ] \n"),
        ("table.csv", "- [ ] a,b\n"),
    ];
    for (path, text) in notes {
        kanban.world.documents.insert(path.into(), (text.into(), 0));
    }
    kanban
}

fn press(kanban: &mut Rehearsal<Kanban>, column: &str) {
    let view = kanban.view().unwrap();
    let key = view.keys().into_iter().find(|key| key.ends_with(column)).unwrap().to_owned();
    kanban.press(&key).unwrap();
}

#[test]
fn open_boxes_are_cards_and_nothing_else_is() {
    let mut kanban = board();
    let view = kanban.view().unwrap();
    assert!(view.says("Sweep the chimney") && view.says("Prune the quince"));
    assert!(!view.says("Stack") && !view.says("not this") && !view.says("a,b"));
    assert_eq!(view.keys().iter().filter(|key| key.starts_with("move-")).count(), 4);
}

#[test]
fn a_card_stays_where_it_was_put_when_notes_change() {
    let mut kanban = board();
    press(&mut kanban, "doing");
    assert_eq!(kanban.world.storage.len(), 1);
    kanban.world.documents.insert("new.md".into(), ("- [ ] Call Lotte".into(), 1));
    kanban.event(Event::DocumentsChanged).unwrap();
    let view = kanban.view().unwrap();
    assert!(view.says("Call Lotte"));
    assert_eq!(view.keys().iter().filter(|key| key.ends_with("-todo")).count(), 1);
    press(&mut kanban, "todo");
    assert!(kanban.world.storage.is_empty());
}

#[test]
fn many_notes_are_read_in_steps() {
    let mut kanban = board();
    for note in 0..250 {
        kanban.world.documents.insert(format!("empty/{note:03}.md"), ("Nothing to do here.".into(), 0));
    }
    kanban.world.documents.insert("zoo.md".into(), ("- [ ] See the tapirs".into(), 0));
    assert!(kanban.view().unwrap().says("Reading notes"));
    kanban.event(Event::Refresh).unwrap();
    let view = kanban.view().unwrap();
    assert!(view.says("See the tapirs") && kanban.refresh_after().is_none());
}

#[test]
fn a_full_board_says_so_and_fits_into_the_state() {
    let mut kanban = board();
    let boxes: String = (0..400).map(|task| format!("- [ ] {task} {}\n", "long ".repeat(50))).collect();
    kanban.world.documents.insert("much.md".into(), (boxes, 0));
    assert!(kanban.view().unwrap().says("The first 150 are shown"));
    assert!(kanban.state().len() < 64 << 10);
}

#[test]
fn without_open_boxes_it_says_what_to_do() {
    let mut kanban = Rehearsal::<Kanban>::new();
    assert!(kanban.view().unwrap().says("Nothing is open"));
}

#[test]
fn who_reads_german_reads_german() {
    let mut kanban = board();
    kanban.context.locale = "de".into();
    let view = kanban.view().unwrap();
    for words in ["Offene Kästchen", "Neu lesen", "Zu tun", "In Arbeit", "Fertig", "Sweep the chimney"] {
        assert!(view.says(words), "{words} is not in {:?}", view.texts());
    }
    assert!(!view.says("To do") && !view.says("Read again"));
}
