//! A theme without code: a pack that is accepted is a whole theme, and what is exported of it is that theme again.

use fanlight_bridge::tokens::{self, Pack, SCREENS};

use crate::host;

pub(crate) fn run(bytes: &[u8]) {
    let _ = Pack::faults(bytes);
    let Some(pack) = host::blameless(Pack::read(bytes)) else { return };
    let looks: Vec<_> = SCREENS.into_iter().map(|(scheme, contrast)| (scheme, contrast, pack.tokens(scheme, contrast))).collect();
    for (_, _, look) in &looks {
        let json = serde_json::to_string(look).expect("tokens are JSON");
        assert!(!json.contains(['<', ';', '(', '@', '\\']), "not only numbers and names: {json}");
    }
    let again = tokens::export(&pack.manifest, &looks).to_string();
    let again = Pack::read(again.as_bytes()).unwrap_or_else(|e| panic!("what was exported is refused: {e}\n{again}"));
    assert_eq!(again.manifest, pack.manifest);
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    vec![host::asset("host/assets/packages/meadow.tokens.json")]
}
