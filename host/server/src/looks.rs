//! What a theme makes of a moment, kept for as long as the moment is the same: every open window asks for it again and again.
//!
//! A theme is told the time to the hour, so its tokens are a function of what is in the key.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use fanlight_bridge::{Contrast, Scheme, ThemeContext, Tokens, tokens::Shadow};
use fanlight_runtime::{Failure, Kind};
use fanlight_store::{Digest, Package};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    app::App,
    breaker::{Part, Suspension, Why},
    clock,
    metrics::Function,
    packages,
    problem::Problem,
    session::Session,
};

/// Most answers that are kept: of some ten themes every hour, scheme and contrast. Each is about a kilobyte.
const KEPT: usize = 1_024;
/// Milliseconds.
const HOUR: u64 = 3_600_000;

/// A viewer's screen and hour, as a query says it.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct Moment {
    /// Light or dark.
    pub(crate) scheme: Scheme,
    /// How much contrast they ask for.
    pub(crate) contrast: Contrast,
    /// The viewer's local hour, 0 to 23.
    pub(crate) hour: u8,
}

impl Default for Moment {
    fn default() -> Self {
        Self { scheme: Scheme::Light, contrast: Contrast::Standard, hour: 12 }
    }
}

type Look = Arc<Result<Tokens, Failure>>;

/// The answers of themes.
#[derive(Debug, Default)]
pub(crate) struct Looks(Mutex<HashMap<(Digest, ThemeContext), Look>>);

impl Looks {
    fn get(&self, key: &(Digest, ThemeContext)) -> Option<Look> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    fn keep(&self, key: (Digest, ThemeContext), look: Look) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            let now = key.1.now;
            kept.retain(|(_, context), _| context.now == now);
            // All of this hour: begin anew, which costs some microseconds a theme.
            if kept.len() >= KEPT {
                kept.clear();
            }
        }
        kept.insert(key, look);
    }
}

/// What the theme makes of this moment. The inner error is the theme's fault.
///
/// # Errors
/// When the package is no theme, and ours.
pub(crate) async fn look(app: &App, session: &Session, package: &Package, moment: Moment) -> Result<Look, Problem> {
    let manifest = packages::manifest(package)?;
    if manifest.kind != fanlight_bridge::manifest::Kind::Theme {
        return Err(Problem::unprocessable("This package is a widget, not a theme."));
    }
    let Moment { scheme, contrast, hour } = moment;
    let now = clock::guest_ms() / HOUR * HOUR;
    let key = (package.digest.clone(), ThemeContext { now, hour: hour.min(23), scheme, contrast });
    if let Some(kept) = app.looks.get(&key) {
        return Ok(kept);
    }
    let parts = [Part::Theme(package.digest.clone())];
    if let Some(Suspension { why, .. }) = app.breaker.standing(&parts) {
        return Ok(Arc::new(Err(suspended(&why))));
    }
    let share = app.shares.theme(session.scope().tenant(), &package.digest).await;
    let _share = share.inspect_err(|_| app.metrics.sent_away("theme", None))?;
    if let Some(kept) = app.looks.get(&key) {
        return Ok(kept);
    }
    let look = Arc::new(match app.programs.theme(session, &package.digest).await? {
        Ok(theme) => match app.breaker.admit(parts) {
            Ok(pass) => {
                let limits = manifest.limits.applied_to(app.sandbox.limits());
                let finished = theme.tokens(limits, key.1).await;
                app.metrics.call(Function::Tokens, None, &finished.result, finished.usage);
                pass.ended(&finished.result);
                finished.result
            }
            Err(Suspension { why, .. }) => Err(suspended(&why)),
        },
        Err(failure) => Err(failure),
    });
    // Tokens that are refused are refused again; whatever else went wrong may have been the machine's.
    if look.as_ref().as_ref().err().is_none_or(|failure| failure.kind == Kind::InvalidTokens) {
        app.looks.keep(key, Arc::clone(&look));
    }
    Ok(look)
}

fn suspended(why: &Why) -> Failure {
    Failure::new(why.kind(), why.to_string()).hint("It is tried again after a pause.")
}

/// The same as the browser wants it: whose tokens, the tokens, and why there are none.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[schemars(rename = "Look")]
pub(crate) struct LookJson {
    /// Null for the client's own look.
    package: Option<ThemeName>,
    tokens: TokensJson,
    /// Why there are no tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<LookError>,
}

/// A theme.
#[derive(Debug, Serialize, JsonSchema)]
struct ThemeName {
    digest: Digest,
    name: String,
    title: String,
    /// The author's translations, by language as in BCP 47.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    title_in: BTreeMap<String, String>,
    version: String,
}

/// A failure of a theme.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct LookError {
    /// Such as `invalid.tokens`.
    pub(crate) kind: &'static str,
    pub(crate) message: String,
    hint: String,
}

type Named<T> = BTreeMap<&'static str, T>;

/// Design tokens by kind and name. What is left out keeps the client's own.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[schemars(rename = "Tokens")]
struct TokensJson {
    /// `#rrggbb`.
    #[serde(skip_serializing_if = "Named::is_empty")]
    color: Named<String>,
    /// CSS pixels, 0 to 64.
    #[serde(skip_serializing_if = "Named::is_empty")]
    dimension: Named<f32>,
    /// Milliseconds, 0 to 1,000.
    #[serde(skip_serializing_if = "Named::is_empty")]
    duration: Named<u32>,
    /// One of `system`, `sans`, `serif`, `rounded`, `slab`, `mono`.
    #[serde(skip_serializing_if = "Named::is_empty")]
    family: Named<&'static str>,
    /// 100 to 900.
    #[serde(skip_serializing_if = "Named::is_empty")]
    weight: Named<u16>,
    /// CSS takes a list of shadows where a theme gives one.
    #[serde(skip_serializing_if = "Named::is_empty")]
    shadow: Named<Vec<Shadow>>,
}

impl From<Tokens> for TokensJson {
    fn from(tokens: Tokens) -> Self {
        let Tokens { color, dimension, duration, family, weight, shadow } = tokens;
        let shadow = shadow.into_iter().map(|(name, shadow)| (name, vec![shadow])).collect();
        Self { color, dimension, duration, family, weight, shadow }
    }
}

/// Look, and say what was seen.
///
/// # Errors
/// As [`look`].
pub(crate) async fn described(app: &App, session: &Session, package: &Package, moment: Moment) -> Result<LookJson, Problem> {
    let manifest = packages::manifest(package)?;
    let name = ThemeName {
        digest: package.digest.clone(),
        name: package.name.clone(),
        title_in: manifest.in_languages(|said| said.title.clone()),
        title: manifest.title,
        version: package.version.clone(),
    };
    let (tokens, error) = match look(app, session, package, moment).await?.as_ref() {
        Ok(tokens) => (tokens.clone().into(), None),
        Err(Failure { kind, message, hint, .. }) => {
            let error = LookError { kind: kind.as_str(), message: message.clone(), hint: hint.clone() };
            (TokensJson::default(), Some(error))
        }
    };
    Ok(LookJson { package: Some(name), tokens, error })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_bounded_and_the_hour_decides() {
        let looks = Looks::default();
        let key = |n: usize, now: u64| {
            let context = ThemeContext { now, hour: 0, scheme: Scheme::Light, contrast: Contrast::Standard };
            (Digest::of(&n.to_le_bytes()), context)
        };
        let look: Look = Arc::new(Ok(Tokens::default()));
        for n in 0..KEPT {
            looks.keep(key(n, 0), Arc::clone(&look));
        }
        assert!(looks.get(&key(0, 0)).is_some() && looks.get(&key(0, HOUR)).is_none());
        looks.keep(key(0, HOUR), look);
        assert!(looks.get(&key(1, 0)).is_none() && looks.get(&key(0, HOUR)).is_some());
    }
}
