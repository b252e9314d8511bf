//! The life of a widget: state from call to call, failures that keep nothing, refusals that say what they are.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use fanlight_bridge::guest::widget::Guest;
use fanlight_sdk::{
    Exported, Refusal,
    prelude::*,
    rehearsal::{Failure, Rehearsal},
};

/// Does what the last button says.
#[derive(Default, Serialize, Deserialize)]
#[serde(crate = "fanlight_sdk::serde")]
struct Obedient {
    presses: u32,
    name: Option<String>,
}

impl Widget for Obedient {
    fn update(&mut self, event: Event, ctx: &Context) -> Result<()> {
        self.presses += 1;
        self.name = ctx.setting("name");
        if event.pressed("keep") {
            storage::put("kept", &self.presses)?;
        } else if event.pressed("fail") {
            storage::put("kept", "never")?;
            return Err("It went wrong.".into());
        } else if event.pressed("full") {
            return Err(Refusal::Full("No room is left.".into()).into());
        } else if event.pressed("wait") {
            ctx.refresh_after(Duration::from_millis(3));
        }
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        // The gate is closed here, whatever was granted.
        let closed = storage::get_bytes("kept").is_err_and(|error| error.is_denied());
        column((stat("Presses", self.presses), closed.then_some("closed"), self.name.as_deref()))
    }
}

#[test]
fn the_state_lives_and_a_failed_call_keeps_nothing() {
    let mut widget = Rehearsal::<Obedient>::new();
    widget.press("keep").unwrap();
    let before = (widget.world.storage.clone(), widget.state().to_vec());
    assert_eq!(widget.press("fail"), Err(Failure::Failed("It went wrong.".into())));
    assert_eq!(before, (widget.world.storage.clone(), widget.state().to_vec()));
    let view = widget.view().unwrap();
    assert!(view.says("Presses: 2") && view.says("closed"));
}

#[test]
fn a_denial_is_told_apart_from_other_refusals() {
    let mut widget = Rehearsal::<Obedient>::new();
    assert_eq!(widget.press("full"), Err(Failure::Failed("No room is left.".into())));
    widget.world.denied.insert("storage".into());
    assert_eq!(widget.press("keep"), Err(Failure::Denied("storage was not allowed.".into())));
}

#[test]
fn settings_are_read_by_type() {
    let mut widget = Rehearsal::<Obedient>::new();
    widget.context.settings = r#"{"name":"Ada"}"#.into();
    assert!(widget.view().unwrap().says("Ada"));
    widget.context.settings = r#"{"name":7}"#.into();
    widget.press("nothing").unwrap();
    assert!(!widget.view().unwrap().says("7"));
}

#[test]
fn a_refresh_comes_after_a_second_at_the_least_and_once() {
    let mut widget = Rehearsal::<Obedient>::new();
    widget.press("wait").unwrap();
    assert_eq!(widget.refresh_after(), Some(Duration::from_secs(1)));
    widget.press("nothing").unwrap();
    assert_eq!(widget.refresh_after(), None);
}

#[test]
fn a_state_that_does_not_fit_says_so() {
    let migrated = Exported::<Obedient>::migrate("0.0.1".into(), br#"{"presses":"many"}"#.to_vec());
    assert!(matches!(migrated, Err(Failure::State(words)) if words.contains("does not fit")));
    let migrated = Exported::<Obedient>::migrate("0.0.1".into(), br#"{"presses":2,"more":true}"#.to_vec());
    assert_eq!(migrated, Ok(br#"{"presses":2,"name":null}"#.to_vec()));
}

#[test]
fn the_language_is_the_first_part_of_the_locale() {
    #[derive(Default, Serialize, Deserialize)]
    #[serde(crate = "fanlight_sdk::serde")]
    struct Spoken {}

    impl Widget for Spoken {
        fn update(&mut self, _: Event, _: &Context) -> Result<()> {
            Ok(())
        }

        fn view(&self, ctx: &Context) -> View {
            column((ctx.language(), ctx.locale()))
        }
    }

    let mut spoken = Rehearsal::<Spoken>::new();
    for (locale, language) in [("de", "de"), ("de-AT", "de"), ("zh-Hant-TW", "zh")] {
        spoken.context.locale = locale.into();
        assert_eq!(spoken.view().unwrap().texts(), [language, locale]);
    }
}
