//! `fanlight run`: one package, some events, one frame, no server.

mod setup;

use std::{io::Read as _, path::PathBuf, time::Duration};

use fanlight_bridge::{
    Event, Reach, Theme, ThemeContext, View, Widget, capabilities, manifest::Kind, recording::Recorder, view::Node,
};
use fanlight_runtime::{Failure, Kind as FailureKind, Usage, recording::Trace};
use serde_json::{Value, json};

use self::setup::Setup;
use crate::{
    exit::{Exit, Usage as UsageError},
    output,
    processes::CompileArgs,
};

/// Arguments of `run`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  fanlight run dist/counter.wasm
  fanlight run dist/counter.wasm --event '{\"type\":\"input\",\"key\":\"more\"}' --state counter.state
  fanlight run dist/tasks.wasm --grant storage --json
  fanlight run dist/notes-insight.wasm --documents ~/notes \\
    --grant documents='{\"folder\":\"projects\"}'

Nothing is granted unless you grant it. With --json, one object is printed:
  {\"frame\": …, \"usage\": {\"fuel\", \"memory_peak_bytes\", \"gate_calls\", \"wall_us\"}}
  {\"error\": {\"kind\", \"message\", \"hint\"}, \"usage\": …}")]
pub(crate) struct RunArgs {
    #[command(flatten)]
    pub(crate) play: PlayArgs,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

/// What is played, and under which conditions.
#[derive(Debug, clap::Args)]
pub(crate) struct PlayArgs {
    /// The package, a theme's pack of tokens, or a component without a manifest
    pub(crate) file: PathBuf,
    /// An event to send, in order; `installed` comes first by itself when there is no state yet
    #[arg(long = "event", value_name = "JSON")]
    pub(crate) events: Vec<String>,
    /// Grant a capability, in full as the manifest declares it or with a narrower scope
    #[arg(long = "grant", value_name = "CAP[=JSON]")]
    pub(crate) grants: Vec<String>,
    /// Settings as a JSON object; what is left out keeps its default
    #[arg(long, value_name = "JSON")]
    pub(crate) settings: Option<String>,
    /// Read the state from this file if it exists, and write the new one to it; what is in `storage` is gone after each run
    #[arg(long, value_name = "FILE")]
    pub(crate) state: Option<PathBuf>,
    /// The folder that stands for the workspace's documents
    #[arg(long, value_name = "DIR")]
    pub(crate) documents: Option<PathBuf>,
    /// Set a limit, such as fuel=1000000 or memory_bytes=1048576
    #[arg(long = "limit", value_name = "NAME=VALUE")]
    pub(crate) limits: Vec<String>,
    #[command(flatten)]
    pub(crate) compiling: CompileArgs,
}

/// What a run came to.
pub(super) struct Ran {
    pub(super) frame: Result<Value, Failure>,
    pub(super) usage: Usage,
    /// Its calls, or why they are no recording.
    pub(super) trace: Result<Trace, Failure>,
}

/// Runs the package.
pub(crate) async fn run(args: RunArgs) -> anyhow::Result<Exit> {
    let ran = match attempt(&args.play).await {
        Ok(ran) => ran,
        Err(error) => {
            let Some(failure) = error.downcast_ref::<Failure>().filter(|_| args.json) else { return Err(error) };
            // It could not even begin, so nothing was used.
            output::result(json!({ "error": output::failure_json(failure), "usage": Usage::default() }));
            return Ok(Exit::of(&error));
        }
    };
    let usage = ran.usage;
    match ran.frame {
        Ok(frame) if args.json => output::result(json!({ "frame": frame, "usage": usage })),
        Ok(frame) => {
            output::result(format_args!("{frame:#}"));
            output::note(format_args!(
                "{} of fuel, {} of memory, {} gate calls, {} µs",
                usage.fuel,
                output::bytes(usage.memory_peak_bytes),
                usage.gate_calls,
                usage.wall_us
            ));
        }
        Err(failure) if args.json => {
            output::result(json!({ "error": output::failure_json(&failure), "usage": usage }));
            return Ok(Exit::of_kind(failure.kind));
        }
        Err(failure) => return Err(failure.into()),
    }
    Ok(Exit::Done)
}

/// Plays the events and records the calls: what that costs is nothing to a person who waits for one frame.
pub(super) async fn attempt(args: &PlayArgs) -> anyhow::Result<Ran> {
    let setup = Setup::new(args)?;
    // As on a server, where the folder was listed long before a call asks for it.
    if let Err(refusal) = setup.backing.documents.warm().await {
        output::note(format_args!("{refusal}"));
    }
    let manifest = &setup.package.manifest;
    let recorder = Recorder::new(&setup.runtime, &manifest.name, &manifest.version.to_string(), &setup.bytes);
    match manifest.kind {
        Kind::Widget => widget(args, setup, recorder).await,
        Kind::Theme => theme(&setup, recorder).await,
    }
}

/// Wait for `loading`, and say so when it takes longer than a moment.
pub(super) async fn compiled<T>(loading: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let mut loading = std::pin::pin!(loading);
    match tokio::time::timeout(Duration::from_secs(1), &mut loading).await {
        Ok(loaded) => loaded,
        Err(_) => {
            output::note("compiling the component…");
            loading.await
        }
    }
}

async fn theme(setup: &Setup, mut recorder: Recorder) -> anyhow::Result<Ran> {
    let theme = compiled(Theme::load(&setup.runtime, &setup.bytes)).await?;
    let now = setup.context.now;
    let hour = u8::try_from(now / 3_600_000 % 24)?;
    let viewer = &setup.context.viewer;
    let context = ThemeContext { now, hour, scheme: viewer.scheme, contrast: viewer.contrast };
    let finished = recorder.tokens(&theme, setup.limits, context).await;
    let frame = finished.result.and_then(|tokens| serde_json::to_value(tokens).map_err(Failure::internal));
    Ok(Ran { frame, usage: finished.usage, trace: recorder.finish() })
}

async fn widget(args: &PlayArgs, mut setup: Setup, recorder: Recorder) -> anyhow::Result<Ran> {
    let events = args.events.iter().map(|json| parse_event(json)).collect::<anyhow::Result<Vec<_>>>()?;
    let widget = compiled(Widget::load(&setup.runtime, &setup.bytes)).await?;
    let mut run = Run { widget, recorder, state: read_state(args, setup.limits.state_bytes)?, usage: Usage::default() };
    let frame = match run.all(&mut setup, events).await? {
        Ok(view) => serde_json::to_value(view).map_err(Failure::internal),
        Err(failure) => Err(setup.with_grants(failure)),
    };
    if let (Ok(_), Some(file), Some(state)) = (&frame, &args.state, &run.state) {
        std::fs::write(file, state)
            .map_err(|e| UsageError::new(format!("cannot write {}: {e}", file.display()), "Choose another file for --state."))?;
    }
    Ok(Ran { frame, usage: run.usage, trace: run.recorder.finish() })
}

struct Run {
    widget: Widget,
    recorder: Recorder,
    state: Option<Vec<u8>>,
    usage: Usage,
}

impl Run {
    /// Every event, then a frame. The outer error is the command line's fault.
    async fn all(&mut self, setup: &mut Setup, events: Vec<Event>) -> anyhow::Result<Result<View, Failure>> {
        let first = (self.state.is_none() && events.first() != Some(&Event::Installed)).then_some(Event::Installed);
        for event in first.into_iter().chain(events) {
            let event = if event.names_a_node() {
                let view = match self.render(setup).await {
                    Ok(view) => view,
                    Err(failure) => return Ok(Err(failure)),
                };
                event.checked(&view).map_err(|e| UsageError::new(e.message, usable(&view)))?
            } else {
                event
            };
            if let Err(failure) = self.update(setup, &event).await {
                return Ok(Err(failure));
            }
        }
        Ok(self.render(setup).await)
    }

    async fn update(&mut self, setup: &mut Setup, event: &Event) -> Result<(), Failure> {
        let gate = capabilities::open(&setup.rights, &setup.backing, &setup.limits).map_err(Failure::internal)?;
        let (limits, context, state) = (setup.limits, &setup.context, self.state.as_deref());
        let mut finished = self.recorder.update(&self.widget, gate, limits, context, state, event).await;
        self.usage += finished.usage;
        let writes = capabilities::close(&mut finished.gate);
        for line in &writes.log.lines {
            output::note(format_args!("{:?}: {}", line.level, output::one_line(&line.text)));
        }
        if writes.log.dropped > 0 {
            output::note(format_args!("{} log lines were dropped", writes.log.dropped));
        }
        self.state = Some(finished.result?.state);
        setup.commit(writes)
    }

    async fn render(&mut self, setup: &Setup) -> Result<View, Failure> {
        let state = self.state.as_deref().unwrap_or_default();
        let reach =
            Reach::of(&setup.rights, &setup.package.manifest).map_err(|e| Failure::new(FailureKind::Denied, e.to_string()))?;
        let finished = self.recorder.render(&self.widget, setup.limits, &setup.context, state, &reach).await;
        self.usage += finished.usage;
        finished.result
    }
}

/// What an event can name in this view.
fn usable(view: &View) -> String {
    let folds = |node: &&Node| matches!(node, Node::Tabs(_) | Node::Disclosure(_));
    let mut keys = view.root().walk().filter(|node| !folds(node)).filter_map(Node::key);
    let named: Vec<_> = keys.by_ref().take(20).map(|key| format!("`{key}`")).collect();
    match (named.is_empty(), keys.next()) {
        (true, _) => "Nothing in the view takes input.".to_owned(),
        (false, None) => format!("The keys in the view are: {}.", named.join(", ")),
        (false, Some(_)) => {
            format!("Keys in the view are {} and more: see the frame that `fanlight run` prints.", named.join(", "))
        }
    }
}

fn parse_event(json: &str) -> anyhow::Result<Event> {
    serde_json::from_str(json).map_err(|e| {
        let hint = "An event is JSON such as {\"type\":\"input\",\"key\":\"add\"} or {\"type\":\"refresh\"}.";
        let shown = json.chars().take(80).collect::<String>();
        UsageError::new(format!("--event '{}': {e}", output::one_line(&shown)), hint).into()
    })
}

/// The state, if the file is there; a byte more than any state has is read, never more.
fn read_state(args: &PlayArgs, most: u64) -> anyhow::Result<Option<Vec<u8>>> {
    let Some(file) = &args.state else { return Ok(None) };
    let mut state = Vec::new();
    match std::fs::File::open(file).and_then(|opened| opened.take(most + 1).read_to_end(&mut state)) {
        Ok(length) if length as u64 > most => {
            Err(UsageError::new(format!("{} has more than {most} bytes", file.display()), "Name a file that holds a state.")
                .into())
        }
        Ok(_) => Ok(Some(state)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => {
            let hint = "Name a file that holds a state, or one that does not exist yet.";
            Err(UsageError::new(format!("cannot read {}: {e}", file.display()), hint).into())
        }
    }
}
