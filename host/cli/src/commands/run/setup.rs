//! What a run needs, from the command line: the package, rights, limits and what stands behind the capabilities.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};

use fanlight_bridge::{
    Context,
    capabilities::{self, Backing, Writes, documents::Folder},
};
use fanlight_registry::Package;
use fanlight_runtime::{Failure, Kind, Limits, Rights, Runtime, Settings};
use serde_json::{Map, Value, json};

use super::PlayArgs;
use crate::{clock, exit::Usage, output, upload};

pub(super) struct Setup {
    pub(super) runtime: Runtime,
    pub(super) package: Package,
    pub(super) bytes: Vec<u8>,
    pub(super) rights: Rights,
    /// What the manifest asks for and the command line does not grant.
    withheld: Vec<String>,
    pub(super) limits: Limits,
    pub(super) context: Context,
    pub(super) backing: Backing,
    /// The same map as in `backing`, to write to.
    storage: Arc<RwLock<BTreeMap<String, Vec<u8>>>>,
    /// Stands for a workspace without documents when none is given.
    _empty: Option<tempfile::TempDir>,
}

impl Setup {
    pub(super) fn new(args: &PlayArgs) -> anyhow::Result<Self> {
        let (package, bytes) = upload::open_or_bare(&args.file)?;
        let mut limits = Limits::default();
        for limit in &args.limits {
            set_limit(&mut limits, limit)?;
        }
        let mut settings = Settings::default();
        (settings.limits, settings.concurrency) = (limits, 2);
        settings.compiler = Some(args.compiling.compiler().without_all_walls());
        let declared = capabilities::declared(&package.manifest);
        let granted = granted(&args.grants, &declared)?;
        let withheld = declared.keys().filter(|name| !granted.contains_key(*name)).cloned().collect();
        let rights = Rights::new(declared, granted);
        let empty = args.documents.is_none().then(tempfile::tempdir).transpose()?;
        let folder = args.documents.as_deref().or(empty.as_ref().map(tempfile::TempDir::path)).unwrap_or(".".as_ref());
        let documents = Folder::open(folder).map_err(|e| {
            Usage::new(
                format!("cannot open {}: {e}", folder.display()),
                "Name a folder of Markdown and CSV files for --documents.",
            )
        })?;
        let values = chosen_settings(&package, args.settings.as_deref())?;
        let storage = Arc::new(RwLock::new(BTreeMap::new()));
        Ok(Self {
            runtime: fanlight_bridge::runtime(settings)?,
            limits: package.manifest.limits.applied_to(limits),
            context: Context { now: clock::now_ms(), settings: values.clone(), ..Context::default() },
            backing: Backing {
                storage: storage.clone(),
                documents: Arc::new(documents),
                manifest: Arc::new(package.manifest.clone()),
                settings: values,
            },
            rights,
            withheld,
            package,
            bytes,
            storage,
            _empty: empty,
        })
    }

    /// A refusal, with the arguments that would have granted what was withheld.
    pub(super) fn with_grants(&self, failure: Failure) -> Failure {
        if failure.kind != Kind::Denied || self.withheld.is_empty() {
            return failure;
        }
        let arguments: Vec<_> = self.withheld.iter().map(|name| format!("--grant {name}")).collect();
        failure.hint(format!("Nothing is granted by itself here: add {}.", arguments.join(" ")))
    }

    /// Keep what a successful update wrote, for the next one.
    pub(super) fn commit(&mut self, writes: Writes) -> Result<(), Failure> {
        let mut storage = self.storage.write().unwrap_or_else(PoisonError::into_inner);
        for (key, value) in writes.storage {
            match value {
                Some(value) => storage.insert(key, value),
                None => storage.remove(&key),
            };
        }
        self.backing.settings.extend(writes.settings);
        self.context.settings.clone_from(&self.backing.settings);
        Ok(())
    }
}

fn set_limit(limits: &mut Limits, text: &str) -> anyhow::Result<()> {
    let names = format!("Limits are: {}.", Limits::NAMES.join(", "));
    let (name, value) = text.split_once('=').ok_or_else(|| Usage::new(format!("--limit {text} has no `=`"), &names))?;
    let value = value.parse().map_err(|e| Usage::new(format!("--limit {text}: {e}"), "A limit is a whole number."))?;
    limits.set(name, value).map_err(|e| Usage::new(e.to_string(), "docs/LIMITS.md says what each of them counts."))?;
    Ok(())
}

/// `CAP` grants all that the manifest declares, `CAP=JSON` a narrower scope. What is not declared gives no right, whatever is granted.
fn granted(grants: &[String], declared: &BTreeMap<String, Value>) -> anyhow::Result<BTreeMap<String, Value>> {
    let known = || format!("Capabilities are: {}.", capabilities::ALL.iter().map(|c| c.name).collect::<Vec<_>>().join(", "));
    let mut granted = BTreeMap::new();
    for grant in grants {
        let (name, scope) = match grant.split_once('=') {
            None => (grant.as_str(), None),
            Some((name, json)) => (
                name,
                Some(serde_json::from_str(json).map_err(|e| {
                    Usage::new(format!("--grant {grant}: {e}"), "A scope is a JSON object, such as {\"folder\":\"projects\"}.")
                })?),
            ),
        };
        let descriptor =
            capabilities::find(name).ok_or_else(|| Usage::new(format!("there is no capability `{name}`"), known()))?;
        let whole = declared.get(name).cloned().unwrap_or_else(|| json!({}));
        let scope = scope.unwrap_or_else(|| whole.clone());
        let both = descriptor
            .intersect(&whole, &scope)
            .map_err(|e| Usage::new(format!("--grant {grant}: {e}"), "See `fanlight inspect` for the declared scope."))?;
        if both.is_none() || !declared.contains_key(name) {
            output::note(format_args!("note: --grant {grant} gives nothing: the manifest does not declare it"));
        }
        granted.insert(name.to_owned(), scope);
    }
    Ok(granted)
}

fn chosen_settings(package: &Package, json: Option<&str>) -> anyhow::Result<Map<String, Value>> {
    let Some(json) = json else { return Ok(package.manifest.default_settings()) };
    let values = serde_json::from_str(json)
        .map_err(|e| Usage::new(format!("--settings: {e}"), "Settings are one JSON object, such as {\"goal\":6}."))?;
    let checked = package.manifest.check_settings(&values);
    Ok(checked.map_err(|e| Usage::new(format!("--settings: {e}"), e.hint))?)
}
