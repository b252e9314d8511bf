//! A theme without code: a document of DTCG with the theme's account of itself and its tokens, for light and for dark screens.
//!
//! The groups of a pack that are read as a theme are [`SETS`]; later ones win over earlier ones. Whatever else is in the document
//! is there to be referred to.

use std::collections::BTreeMap;

use fanlight_runtime::{Failure, Kind};
use serde_json::{Map, Value};

use super::{
    SCREENS, ScreenFault, Tokens, contrast,
    dtcg::{self, EXTENSION, Resolver, Tree, quoted},
    lift, measure, names, screens,
};
use crate::{
    Contrast, Scheme,
    manifest::{API_VERSION, Manifest},
    world::theme::fanlight::bridge::tokens as wit,
};

/// The groups of a pack that are a theme's tokens.
const SETS: [&str; 5] = ["all", "light", "dark", "light-more", "dark-more"];
/// The sets that make up a screen's tokens, the last of them the strongest.
fn sets_of(scheme: Scheme, contrast: Contrast) -> impl Iterator<Item = &'static str> {
    let more = (contrast == Contrast::More).then(|| screens::name(scheme, contrast));
    ["all", screens::name(scheme, Contrast::Standard)].into_iter().chain(more)
}

/// A code-free theme that has passed every check, on every screen.
#[derive(Clone, Debug)]
pub struct Pack {
    /// What it says about itself.
    pub manifest: Manifest,
    /// What is allowed but worth mending.
    pub notes: Vec<Note>,
    looks: Vec<(Scheme, Contrast, Tokens)>,
}

/// Something in a pack that has no effect, and was probably meant to have one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Stable name, such as `token.unknown`.
    pub code: &'static str,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

/// Whether these bytes mean to be a pack: a component begins otherwise.
#[must_use]
pub fn is_pack(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"{")
}

impl Pack {
    /// Reads a pack and judges its colours on every screen.
    ///
    /// # Errors
    /// `invalid.package` when it is no JSON within bounds, `invalid.manifest` for its account of itself, `invalid.tokens` for its
    /// tokens. Each says where and what to do.
    pub fn read(bytes: &[u8]) -> Result<Self, Failure> {
        let Draft { manifest, notes, lists } = Draft::read(bytes)?;
        let judged = |(scheme, contrast, list)| {
            let tokens =
                lift(list).map_err(|e| Failure { message: format!("{}: {}", screens::name(scheme, contrast), e.message), ..e });
            Ok((scheme, contrast, tokens?))
        };
        let looks = lists.into_iter().map(judged).collect::<Result<_, Failure>>()?;
        Ok(Self { manifest, notes, looks })
    }

    /// The tokens for a screen.
    #[must_use]
    pub fn tokens(&self, scheme: Scheme, contrast: Contrast) -> Tokens {
        let found = self.looks.iter().find(|look| (look.0, look.1) == (scheme, contrast));
        found.map(|(_, _, tokens)| tokens.clone()).unwrap_or_default()
    }

    /// Every pair that fails, on every screen, of a pack that [`Pack::read`] refuses for its contrast. Empty when it has other faults.
    #[must_use]
    pub fn faults(bytes: &[u8]) -> Vec<ScreenFault> {
        let Ok(Draft { lists, .. }) = Draft::read(bytes) else { return Vec::new() };
        let mut all = Vec::new();
        for (scheme, contrast, list) in lists {
            let faults = measure(list).and_then(|(_, colors)| contrast::faults(&colors)).unwrap_or_default();
            all.extend(faults.into_iter().map(|fault| ScreenFault { scheme, contrast, hour: None, fault }));
        }
        all
    }
}

/// A pack before its colours were judged.
struct Draft {
    manifest: Manifest,
    notes: Vec<Note>,
    lists: Vec<(Scheme, Contrast, Vec<wit::Token>)>,
}

impl Draft {
    fn read(bytes: &[u8]) -> Result<Self, Failure> {
        let document = dtcg::parse(bytes)?;
        let manifest = manifest(&document)?;
        let tree = Tree::of(&document)?;
        let resolver = Resolver::new(&tree);
        let mut notes = Vec::new();
        let mut sets: BTreeMap<&str, Set> = BTreeMap::new();
        for name in SETS {
            sets.insert(name, read_set(name, &tree, &resolver, &mut notes)?);
        }
        notes.extend(strays(&document));
        if sets.values().all(BTreeMap::is_empty) {
            return Err(super::invalid("the pack sets no token of a theme")
                .hint("Put tokens into the groups all, light and dark, such as light.color.canvas; see docs/TOKENS.md."));
        }
        let lists = SCREENS
            .into_iter()
            .map(|(scheme, contrast)| {
                let mut list = Set::new();
                sets_of(scheme, contrast).filter_map(|name| sets.get(name)).for_each(|set| list.extend(set.clone()));
                (scheme, contrast, list.into_values().collect())
            })
            .collect();
        Ok(Self { manifest, notes, lists })
    }
}

/// Tokens by the name of their group and their own.
type Set = BTreeMap<(&'static str, &'static str), wit::Token>;

fn read_set(set: &str, tree: &Tree, resolver: &Resolver<'_>, notes: &mut Vec<Note>) -> Result<Set, Failure> {
    let mut tokens = Set::new();
    for path in tree.below(set) {
        let place = format!("{set}.{path}");
        let mut unknown = |message: String, group: &str, near: Option<&str>| {
            let hint = near.map_or_else(|| "Remove it.".to_owned(), |near| format!("Did you mean `{set}.{group}{near}`?"));
            // One slip of a group's name would otherwise be told for each token in it.
            if notes.len() < 50 {
                notes.push(Note { code: "token.unknown", message, hint });
            }
        };
        let (group, name) = path.split_once('.').unwrap_or((path, ""));
        let Some(kind) = names::KINDS.iter().find(|kind| kind.group == group) else {
            let near = names::nearest(group, names::KINDS.iter().map(|kind| kind.group));
            unknown(format!("`{}` has no effect: `{}` is no group of a theme", quoted(&place), quoted(group)), "", near);
            continue;
        };
        let Some(known) = kind.names.iter().find(|known| **known == name) else {
            let near = names::nearest(name, kind.names.iter().copied());
            unknown(format!("`{}` has no effect: a theme has no such {group}", quoted(&place)), &format!("{group}."), near);
            continue;
        };
        tokens.insert((kind.group, known), dtcg::token(kind, known, &place, &resolver.token(&place)?)?);
    }
    Ok(tokens)
}

/// Groups that nothing refers to and whose name is a slip of a set's.
fn strays(document: &Map<String, Value>) -> Vec<Note> {
    let text = Value::Object(document.clone()).to_string();
    let used = |name: &str| {
        text.contains(&format!("{{{name}.")) || text.contains(&format!("{{{name}}}")) || text.contains(&format!("#/{name}/"))
    };
    let others = document.keys().filter(|name| !name.starts_with('$') && !SETS.contains(&name.as_str()) && !used(name)).take(20);
    others
        .map(|name| Note {
            code: "group.unused",
            message: format!("the group `{}` has no effect: nothing refers to it, and it is no set of a theme", quoted(name)),
            hint: match names::nearest(name, SETS) {
                Some(near) => format!("The sets are {}; did you mean `{near}`?", SETS.join(", ")),
                None => format!("The sets are {}.", SETS.join(", ")),
            },
        })
        .collect()
}

/// The pack's account of itself: `$extensions."app.fanlight"`, under the rules of every manifest.
fn manifest(document: &Map<String, Value>) -> Result<Manifest, Failure> {
    const NAMES: [&str; 7] = ["name", "version", "title", "publisher", "description", "api", "translations"];
    let hint = format!(
        "Write \"$extensions\": {{ \"{EXTENSION}\": {{ \"name\", \"version\", \"title\", \"publisher\", \"description\" }} }}."
    );
    let wrong = |problem: String| Failure::new(Kind::InvalidManifest, problem).hint(hint.clone());
    let own = document.get("$extensions").and_then(|all| all.get(EXTENSION)).and_then(Value::as_object);
    let Some(own) = own else {
        return Err(wrong(format!("the pack does not say what it is: `$extensions` has no \"{EXTENSION}\"")));
    };
    if let Some(other) = own.keys().find(|name| !NAMES.contains(&name.as_str())) {
        return Err(wrong(format!("{EXTENSION}: there is no `{}`", quoted(other))));
    }
    let mut own = own.clone();
    own.insert("kind".to_owned(), "theme".into());
    own.entry("api").or_insert_with(|| API_VERSION.into());
    Manifest::from_json(Value::Object(own).to_string().as_bytes())
        .map_err(|e| Failure::new(Kind::InvalidManifest, format!("{EXTENSION}: {e}")).hint(e.hint))
}

#[cfg(test)]
mod tests;
