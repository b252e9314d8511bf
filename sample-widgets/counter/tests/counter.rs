//! Counts, and says so in two languages.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use counter::Counter;
use fanlight_sdk::rehearsal::Rehearsal;

#[test]
fn it_counts_and_who_reads_german_reads_german() {
    let mut counter = Rehearsal::<Counter>::new();
    for key in ["more", "more", "less"] {
        counter.press(key).unwrap();
    }
    assert_eq!(counter.view().unwrap().texts(), ["Count: 1", "One less", "One more"]);
    counter.context.locale = "de-AT".into();
    assert_eq!(counter.view().unwrap().texts(), ["Stand: 1", "Eins weniger", "Eins mehr"]);
}
