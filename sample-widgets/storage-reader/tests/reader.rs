//! Reads a note that is there, and one that is not, in two languages.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use fanlight_sdk::{Event, rehearsal::Rehearsal};
use storage_reader::Reader;

#[test]
fn it_shows_what_is_stored_and_who_reads_german_reads_german() {
    let mut reader = Rehearsal::<Reader>::new();
    assert!(reader.view().unwrap().says("Nothing is stored yet."));
    reader.context.locale = "de".into();
    assert!(reader.view().unwrap().says("Noch ist nichts gespeichert."));
    reader.world.storage.insert("note".into(), br#""Call Lotte""#.to_vec());
    reader.event(Event::Opened).unwrap();
    assert_eq!(reader.view().unwrap().texts(), ["Gespeicherte Notiz", "Call Lotte"]);
}
