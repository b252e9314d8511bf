//! The tokens of a theme's component: any list that the WIT can say, and some that it cannot.

use arbitrary::Unstructured;
use fanlight_bridge::{Contrast, Scheme, Theme, ThemeContext};
use wit_parser::{Type, TypeDefKind};

use crate::{
    guests,
    host::{self, LIMITS, RUNTIME},
    wit::{Image, RESOLVE},
};

pub(crate) fn run(bytes: &[u8]) {
    let _ = attempt(&mut Unstructured::new(bytes));
}

fn attempt(from: &mut Unstructured<'_>) -> arbitrary::Result<()> {
    let mut image = Image::new(from)?;
    let place = image.room(64, 8)?;
    image.store(&tokens(), place + 4, "tokens")?;
    let component = guests::theme(&image.bytes);
    let theme = host::wait(Theme::load(&*RUNTIME, &component)).expect("the guest itself is well made");
    let context = ThemeContext { now: 0, hour: 12, scheme: Scheme::Light, contrast: Contrast::Standard };
    if let Some(tokens) = host::blameless(host::wait(theme.tokens(*LIMITS, context)).result) {
        let json = serde_json::to_string(&tokens).expect("tokens are JSON");
        assert!(!json.contains(['<', ';', '(', '@', '\\']), "not only numbers and names: {json}");
    }
    Ok(())
}

/// `list<token>`, out of what the function returns.
fn tokens() -> Type {
    let Some(Type::Id(id)) = guests::exported("tokens").result else { unreachable!() };
    let TypeDefKind::Result(result) = &RESOLVE.types[id].kind else { unreachable!() };
    result.ok.unwrap()
}
