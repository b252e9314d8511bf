//! Every sample package, with every button, field and form of it used, over notes that hold somebody's name.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, RwLock},
};

use fanlight_bridge::{
    Context, Contrast, Event, Reach, Scheme, Theme, ThemeContext, View, Widget,
    capabilities::{self, Backing, documents::Folder},
    manifest,
    recording::{Guest, Recorder, settings, share},
    view::Node,
};
use fanlight_registry::{Capabilities, Package};
use fanlight_runtime::{
    ArtifactKey, Rights, Runtime, Settings,
    recording::{Answer, Fidelity, Trace},
};
use serde_json::json;

/// Steps of a scenario: more than any sample has things to use.
const STEPS: usize = 40;
/// What nobody else may learn. None of it is in a package.
const CANARIES: [&str; 5] = ["annegret", "canaria", "55512349", "zaubernuss", "2031-07-19"];
const TYPED: &str = "Ring Annegret Canaria, +49 176 55512349, annegret@canaria.example, 2031-07-19";

fn packages() -> Vec<PathBuf> {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../host/assets");
    let files = ["packages", "guests"].map(|folder| fs::read_dir(assets.join(folder)).unwrap());
    let mut files: Vec<_> = files.into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "wasm"));
    files.sort();
    assert!(files.len() > 10);
    files
}

fn notes() -> tempfile::TempDir {
    let notes = tempfile::tempdir().unwrap();
    fs::create_dir(notes.path().join("Canaria")).unwrap();
    let note = format!("---\nstatus: open\nowner: Annegret\n---\n# Zaubernuss\n\n- [ ] {TYPED}\n- [x] water it\n\n#zaubernuss\n");
    fs::write(notes.path().join("Canaria/Annegret.md"), note).unwrap();
    fs::write(notes.path().join("money.csv"), "date,who,amount\n2031-07-19,Annegret Canaria,12.50\n2031-07-20,Zoë,55512349\n")
        .unwrap();
    notes
}

fn open(package: &[u8]) -> Package {
    Package::open(package, &Capabilities::fanlight().unwrap()).unwrap()
}

/// What a person could do next: each thing that the view offers, one after the other.
fn event(view: &View, step: usize) -> Option<Event> {
    let usable: Vec<&Node> = view.root().walk().filter(|node| node.key().is_some()).collect();
    let node = usable.get(step.checked_rem(usable.len())?)?;
    let value = |node: &Node| match node {
        Node::TextField(field) | Node::TextArea(field) => {
            json!(TYPED.chars().take(field.max_length as usize).collect::<String>())
        }
        Node::NumberField(field) => json!(field.max.unwrap_or(0.1f64 + 0.2).min(field.min.unwrap_or(0.3))),
        Node::Slider(slider) => json!(slider.max),
        Node::DateField(_) => json!("2031-07-19"),
        Node::Check(check) | Node::Toggle(check) => json!(!check.checked),
        Node::Select(choices) | Node::Radio(choices) => json!(choices.options.last().map(|option| &option.value)),
        _ => json!(null),
    };
    let key = node.key()?;
    let event = match node {
        Node::Form(form) => {
            let fields: serde_json::Map<_, _> = form
                .children
                .iter()
                .flat_map(Node::walk)
                .filter_map(|node| Some((node.key()?.to_owned(), value(node))))
                .collect();
            json!({ "type": "submitted", "key": key, "fields": fields })
        }
        node => json!({ "type": "input", "key": key, "value": value(node) }),
    };
    serde_json::from_value::<Event>(event).ok()?.checked(view).ok()
}

/// Uses all that a widget offers. What it writes is there for its next call, as on a server.
async fn use_widget(runtime: &Runtime, package: &Package, bytes: &[u8], notes: &Path) -> Trace {
    let (widget, manifest) = (Widget::load(runtime, bytes).await.unwrap(), &package.manifest);
    let declared = capabilities::declared(manifest);
    let rights = Rights::new(declared.clone(), declared);
    let storage = Arc::new(RwLock::new(BTreeMap::new()));
    let mut backing = Backing {
        storage: storage.clone(),
        documents: Arc::new(Folder::open(notes).unwrap()),
        manifest: Arc::new(manifest.clone()),
        settings: manifest.default_settings(),
    };
    let limits = manifest.limits.applied_to(runtime.limits());
    let reach = Reach::of(&rights, manifest).unwrap();
    let mut recorder = Recorder::new(runtime, &manifest.name, &manifest.version.to_string(), bytes);
    let (mut state, mut used) = (None::<Vec<u8>>, 0);
    for step in 0..STEPS {
        // Time and chance are the context's.
        let (now, seed) = (1_794_000_000_000 + 7_654_321 * step as u64, 0x9e37_79b9_7f4a_7c15u64.wrapping_mul(step as u64 + 1));
        let context = Context { now, seed, settings: backing.settings.clone(), ..Context::default() };
        let event = match (step, &state) {
            (0, _) | (_, None) => Event::Installed,
            (1, _) => Event::Opened,
            (2, _) => Event::DocumentsChanged,
            (_, Some(state)) => {
                let view = recorder.render(&widget, limits, &context, state, &reach).await.result.unwrap();
                match event(&view, step * 5 + step / 7) {
                    Some(event) => event,
                    None => Event::Refresh,
                }
            }
        };
        used += usize::from(event.names_a_node());
        let gate = capabilities::open(&rights, &backing, &limits).unwrap();
        let mut finished = recorder.update(&widget, gate, limits, &context, state.as_deref(), &event).await;
        let writes = capabilities::close(&mut finished.gate);
        if let Ok(outcome) = finished.result {
            state = Some(outcome.state);
            for (key, value) in writes.storage {
                match value {
                    Some(value) => storage.write().unwrap().insert(key, value),
                    None => storage.write().unwrap().remove(&key),
                };
            }
            backing.settings.extend(writes.settings);
        }
    }
    let nothing_to_use = ["clock", "storage-reader"].contains(&manifest.name.as_str());
    assert!(used > 10 || nothing_to_use, "{used} things of {} were used", manifest.name);
    recorder.finish().unwrap()
}

async fn use_theme(runtime: &Runtime, package: &Package, bytes: &[u8]) -> Trace {
    let theme = Theme::load(runtime, bytes).await.unwrap();
    let mut recorder = Recorder::new(runtime, &package.manifest.name, &package.manifest.version.to_string(), bytes);
    for hour in 0..24 {
        for scheme in [Scheme::Light, Scheme::Dark] {
            let context = ThemeContext { now: 1_794_000_000_000, hour, scheme, contrast: Contrast::Standard };
            recorder.tokens(&theme, runtime.limits(), context).await.result.unwrap();
        }
    }
    recorder.finish().unwrap()
}

async fn record(bytes: &[u8], notes: &Path) -> Trace {
    let (runtime, package) = (fanlight_bridge::runtime(Settings::default()).unwrap(), open(bytes));
    let trace = match package.manifest.kind {
        manifest::Kind::Widget => use_widget(&runtime, &package, bytes, notes).await,
        manifest::Kind::Theme => use_theme(&runtime, &package, bytes).await,
    };
    assert!(trace.calls.len() >= STEPS);
    Trace::read(&trace.write(None).unwrap(), None).unwrap()
}

async fn assert_equal(guest: &Guest, trace: &Trace, what: &str) {
    for (n, call) in trace.calls.iter().enumerate() {
        let again = guest.replay(call, Fidelity::Exact).await.unwrap();
        assert_eq!(*call, again, "{what}, call {n} of {}", trace.package.name);
    }
}

/// All that a recording holds, in small letters.
fn text(trace: &Trace) -> String {
    let mut all: Vec<&[u8]> = Vec::new();
    for call in &trace.calls {
        all.extend(call.inputs.values().map(Vec::as_slice));
        match &call.result {
            Ok(parts) => all.extend(parts.values().map(Vec::as_slice)),
            Err(failure) => all.push(failure.message.as_bytes()),
        }
        for exchange in &call.gate {
            all.push(&exchange.payload);
            match &exchange.answer {
                Answer::Given(bytes) => all.push(bytes),
                Answer::Refused(refusal) => all.push(match refusal {
                    fanlight_runtime::Refusal::Denied(words) | fanlight_runtime::Refusal::Invalid(words) => words.as_bytes(),
                    fanlight_runtime::Refusal::Full(words) | fanlight_runtime::Refusal::Missing(words) => words.as_bytes(),
                    fanlight_runtime::Refusal::Unavailable(words) => words.as_bytes(),
                }),
                Answer::Ended(failure) => all.push(failure.message.as_bytes()),
            }
        }
    }
    String::from_utf8_lossy(&all.join(&b' ')).to_lowercase()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_sample_replays_exactly_and_is_shared_without_a_name() {
    let (notes, cache) = (notes(), tempfile::tempdir().unwrap());
    let (mut asked, mut held) = (0, 0);
    for file in packages() {
        let bytes = fs::read(&file).unwrap();
        let trace = record(&bytes, notes.path()).await;
        asked += trace.calls.iter().map(|call| call.gate.len()).sum::<usize>();

        // The first compiles, the second loads what the first has left.
        for what in ["compiled", "from the cache"] {
            let mut settings = settings(&trace).unwrap();
            let key = ArtifactKey::open(&cache.path().join("key")).unwrap();
            settings.artifacts = Some((cache.path().join("artifacts"), key));
            let runtime = fanlight_bridge::runtime(settings).unwrap();
            let guest = Guest::load(&runtime, &trace, &bytes).await.unwrap();
            assert_equal(&guest, &trace, what).await;
            if what == "compiled" {
                continue;
            }
            let shared = share(&guest, &trace, &bytes, &open(&bytes).manifest).await.unwrap();
            assert_equal(&guest, &shared.trace, "shared").await;
            assert_eq!(shared.otherwise, [0; 0], "{} goes another way", trace.package.name);
            let (before, after) = (text(&trace), text(&shared.trace));
            for canary in CANARIES {
                held += usize::from(before.contains(canary));
                assert!(!after.contains(canary), "{canary} is in what is shared of {}", trace.package.name);
            }
        }
    }
    assert!(asked > 100 && held > 15, "{asked} questions, {held} canaries");
}
