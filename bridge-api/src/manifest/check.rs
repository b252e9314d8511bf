//! Every rule that a manifest has to meet, in the order of its fields.

use serde::{Deserialize, Deserializer, de::Error as _};

use super::{
    API_VERSION, Kind, MAX_BYTES, MAX_IMAGES, MAX_LANGUAGES, MAX_PERMISSIONS, MAX_SETTINGS, Manifest, ManifestError, Permission,
    text, translation,
};

/// Longest `scope` of a permission as JSON, in bytes.
const MAX_SCOPE_BYTES: usize = 4 * 1024;

impl Manifest {
    /// Checks every length, every character and every name.
    ///
    /// # Errors
    /// The first thing that is wrong, with its field and how to mend it.
    pub fn validate(&self) -> Result<(), ManifestError> {
        text::name("name", &self.name, false)?;
        semantic(&self.version)?;
        api(&self.api)?;
        text::shown("publisher", &self.publisher, 1, 60)?;
        title("title", &self.title)?;
        description("description", &self.description)?;
        if self.kind == Kind::Theme {
            self.theme_asks_nothing()?;
        }
        most("permissions", self.permissions.len(), MAX_PERMISSIONS)?;
        for (name, asked) in &self.permissions {
            text::name("permissions", name, false)?;
            permission(&format!("permissions.{name}"), asked)?;
        }
        most("settings", self.settings.len(), MAX_SETTINGS)?;
        for (name, setting) in &self.settings {
            text::name("settings", name, true)?;
            setting.validate(&format!("settings.{name}"))?;
        }
        self.check_order()?;
        most("images", self.images.len(), MAX_IMAGES)?;
        for (name, file) in &self.images {
            text::name("images", name, false)?;
            image_file(&format!("images.{name}"), file)?;
        }
        self.limits.validate()?;
        most("translations", self.translations.len(), MAX_LANGUAGES)?;
        for (tag, translation) in &self.translations {
            translation::language("translations", tag)?;
            translation.validate(&format!("translations.{tag}"), self)?;
        }
        Ok(())
    }

    fn theme_asks_nothing(&self) -> Result<(), ManifestError> {
        if !self.permissions.is_empty() {
            return Err(ManifestError::new(
                "permissions",
                "a theme cannot ask for permissions",
                "Remove them: a theme imports nothing, it only maps the viewer's context to tokens.",
            ));
        }
        if !self.settings.is_empty() {
            return Err(ManifestError::new("settings", "a theme has no settings", "Remove them."));
        }
        if !self.images.is_empty() {
            return Err(ManifestError::new("images", "a theme shows no images", "Remove them."));
        }
        Ok(())
    }
}

/// Reads a version with an error that names the field; serde alone would only give a byte position.
pub(super) fn version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<semver::Version, D::Error> {
    let written = String::deserialize(deserializer)?;
    let shown = text::clean(&written, 32);
    if written.len() > 32 {
        return Err(D::Error::custom(format!("version: `{shown}` is longer than 32 characters")));
    }
    semver::Version::parse(&written).map_err(|e| D::Error::custom(format!("version: `{shown}` is no semantic version: {e}")))
}

/// Refuses what is larger than a manifest can reasonably be, before it is parsed.
pub(super) fn size(bytes: usize) -> Result<(), ManifestError> {
    if bytes <= MAX_BYTES {
        return Ok(());
    }
    Err(ManifestError::new("manifest", format!("it has {bytes} bytes; {MAX_BYTES} is the most"), "Shorten its texts."))
}

/// Refuses JSON other than an object: serde would read a list as the fields in their order.
pub(super) fn object(json: &[u8]) -> Result<(), ManifestError> {
    if json.trim_ascii_start().starts_with(b"{") {
        return Ok(());
    }
    Err(ManifestError::new("manifest", "it is not a JSON object", "Write it as { \"name\": …, … }."))
}

fn semantic(version: &semver::Version) -> Result<(), ManifestError> {
    let hint = "Write three numbers, such as \"0.1.0\"; a pre-release such as \"0.1.0-beta.1\" is fine.";
    // Two versions that differ in build metadata alone have no order, so neither could be the update of the other.
    if !version.build.is_empty() {
        return Err(ManifestError::new("version", "it has build metadata after the `+`", hint));
    }
    if version.to_string().len() > 32 {
        return Err(ManifestError::new("version", "it is longer than 32 characters", hint));
    }
    Ok(())
}

fn api(api: &str) -> Result<(), ManifestError> {
    if api == API_VERSION {
        return Ok(());
    }
    Err(ManifestError::new(
        "api",
        format!("this host speaks version {API_VERSION}, not `{}`", text::clean(api, 20)),
        format!("Build the package with the SDK for {API_VERSION} and write api = \"{API_VERSION}\"."),
    ))
}

fn most(field: &str, count: usize, max: usize) -> Result<(), ManifestError> {
    if count <= max {
        return Ok(());
    }
    Err(ManifestError::new(field, format!("there are {count}; {max} is the most"), "Remove some."))
}

/// A file within the author's folder, by a path that is the same on every machine.
fn image_file(field: &str, file: &str) -> Result<(), ManifestError> {
    text::shown(field, file, 1, 200)?;
    let inside = file.split('/').all(|part| !part.is_empty() && !part.starts_with('.')) && !file.contains(['\\', ':']);
    if inside {
        return Ok(());
    }
    let hint = "Name a PNG, JPEG or WebP file within the folder of fanlight.toml, such as \"images/logo.png\".";
    Err(ManifestError::new(field, "it does not lead to a file within the folder, or is hidden", hint))
}

/// What a package is called.
pub(super) fn title(field: &str, text: &str) -> Result<(), ManifestError> {
    text::shown(field, text, 1, 60)
}

/// What a package is for.
pub(super) fn description(field: &str, text: &str) -> Result<(), ManifestError> {
    text::shown(field, text, 1, 500)
}

/// What a setting or an option is called.
pub(super) fn label(field: &str, text: &str) -> Result<(), ManifestError> {
    text::shown(field, text, 1, 60)
}

/// More about a setting.
pub(super) fn hint(field: &str, text: &str) -> Result<(), ManifestError> {
    text::shown(field, text, 1, 200)
}

/// Why a permission is needed.
pub(super) fn reason(field: &str, text: &str) -> Result<(), ManifestError> {
    text::shown(field, text, 10, 300).map_err(|e| {
        let hint = format!("{} Say in a sentence why it is needed; the person who decides will read it.", e.hint);
        ManifestError { hint, ..e }
    })
}

fn permission(field: &str, asked: &Permission) -> Result<(), ManifestError> {
    reason(&format!("{field}.reason"), &asked.reason)?;
    let field = format!("{field}.scope");
    if !asked.scope.is_object() {
        return Err(ManifestError::new(field, "it is not a table", "Write it as a table, such as { folder = \"notes\" }."));
    }
    let bytes = asked.scope.to_string().len();
    if bytes > MAX_SCOPE_BYTES {
        return Err(ManifestError::new(field, format!("it has {bytes} bytes; {MAX_SCOPE_BYTES} is the most"), "Shorten it."));
    }
    Ok(())
}
