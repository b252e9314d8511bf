//! `fanlight dev`: a board of the author's own, which follows a folder: what is saved is built, and takes the place of what was there.

mod changes;
mod client;
mod preview;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    pin::pin,
};

use anyhow::Context as _;
use fanlight_runtime::{CompileLimits, Compiler};
use fanlight_server::Options;
use tokio::{
    signal::unix::{SignalKind, signal},
    time::{Duration, MissedTickBehavior, interval},
};
use tracing_subscriber::filter::LevelFilter;

use self::{changes::Changes, preview::Preview};
use super::{
    build::{self, Parts},
    serve,
};
use crate::{args::address, exit::Exit, output, processes};

/// How often the widget is asked what it logged, and whether it fails.
const ASKS: Duration = Duration::from_secs(1);

/// Arguments of `dev`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  fanlight dev my-widget

Open the link that it prints and put the page beside your editor. Whenever you save, the widget is
built and takes the place of the one before: its state, storage and settings stay. What it logs, and
why it fails, is printed here. Stop it with Ctrl-C; the board is there again the next time, in
DIR/dist/dev.

A widget gets what its fanlight.toml asks for. Take a permission away in its menu on the board to see
it refused: that stays so. A theme is put on.

Packages for others are what `fanlight build` makes: those here are marked as dev in their version.")]
pub(crate) struct DevArgs {
    /// The author's folder
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Address and port to listen on
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:4290", value_parser = address)]
    listen: SocketAddr,
    /// A folder of Markdown and CSV files that the widget may read, if it asks for documents
    #[arg(long, value_name = "DIR")]
    documents: Option<PathBuf>,
}

/// Builds, shows and follows until it is told to stop.
pub(crate) async fn dev(args: DevArgs) -> anyhow::Result<Exit> {
    serve::log(LevelFilter::ERROR);
    let mut stop = pin!(told_to_stop()?);
    // Before the first build: what is saved while cargo runs is built next.
    let mut changes = Changes::of(&args.dir)?;
    let mut preview = tokio::select! {
        () = &mut stop => return Ok(Exit::Done),
        opened = open(&args) => opened?,
    };
    tokio::select! {
        () = &mut stop => {}
        () = follow(&mut preview, &mut changes, &args.dir) => {}
    }
    preview.close().await;
    Ok(Exit::Done)
}

/// Serve, build, show, and print the link, which then is the last line. What does not compile yet is shown when it does.
async fn open(args: &DevArgs) -> anyhow::Result<Preview> {
    build::manifest(&args.dir)?;
    let options = Options {
        listen: args.listen,
        documents: args.documents.clone(),
        compiler: Some(Compiler::new(processes::compiler(), CompileLimits::default())),
        workers: Some(processes::worker()),
        ..Options::new(args.dir.join("dist").join("dev"))
    };
    let mut preview = Preview::open(options, &args.dir).await?;
    show(&mut preview, build(args.dir.clone()).await).await;
    output::result(format_args!(
        "Open {}\n  The link works once, within 15 minutes. Save in {} and look; press Ctrl+C to stop.",
        preview.link().await?,
        args.dir.display()
    ));
    Ok(preview)
}

/// Build what is saved and tell what the widget says; it has no end of its own.
async fn follow(preview: &mut Preview, changes: &mut Changes, dir: &Path) {
    let mut asks = interval(ASKS);
    asks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = changes.next() => show(preview, build(dir.to_owned()).await).await,
            _ = asks.tick() => {
                // A widget may be taken off the board while it is asked; the next time it is not there.
                if let Err(error) = preview.listen().await {
                    tracing::warn!(%error, "what the widget says is not known");
                }
            }
        }
    }
}

/// Build apart, since cargo may take minutes.
async fn build(dir: PathBuf) -> anyhow::Result<Parts> {
    tokio::task::spawn_blocking(move || Parts::of(&dir, None)).await.context("the build broke off")?
}

/// Show what was built. What is wrong with it is told, and the one before stays.
async fn show(preview: &mut Preview, built: anyhow::Result<Parts>) {
    let shown = match built {
        Ok(parts) => preview.show(parts).await,
        Err(error) => Err(error),
    };
    if let Err(error) = shown {
        output::error(&error, false);
        output::note("The board shows the one before; save again when it is mended.");
    }
}

fn told_to_stop() -> anyhow::Result<impl Future<Output = ()>> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
