//! A widget that is slow to draw, open in two hundred tabs, and its neighbour: the neighbour is served all the while, and whoever finds
//! the slow one's queue full is sent away at once. What the neighbour waited is printed, not asserted: it depends on the machine.
#![allow(clippy::disallowed_methods, reason = "a test may wait")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use fanlight_tests::{Server, board, toiler};
use serde_json::json;

const TABS: usize = 200;
/// How long the tabs look.
const FOR: Duration = Duration::from_secs(6);
/// Turns that stay just within the fuel of a call: the most that a widget can take and still be drawn.
const WITHIN: u32 = 7_000_000;
/// Turns that no fuel is enough for.
const BEYOND: u32 = 70_000_000;

#[test]
fn two_hundred_tabs_of_a_slow_widget() -> Result<()> {
    let house = House::open()?;
    let alone = house.neighbour(Duration::from_secs(2))?;
    let slow =
        board::install_digest(&house.server, &board::upload(&house.server, &toiler::package("slow", 1, WITHIN)?)?, &json!({}))?;
    let crowd = house.crowd(&slow);
    let beside = house.neighbour(FOR)?;
    let Crowd { drawn, sent_away, .. } = crowd.end()?;
    println!(
        "neighbour alone: {alone}\nneighbour of a slow widget in {TABS} tabs: {beside}; {drawn} drawn, {sent_away} sent away"
    );
    ensure!(sent_away > 0, "nobody was sent away: the queue has no end");
    ensure!(drawn > 0, "the slow one is not drawn at all");
    Ok(())
}

#[test]
fn two_hundred_tabs_of_a_widget_that_spins() -> Result<()> {
    let house = House::open()?;
    let alone = house.neighbour(Duration::from_secs(2))?;
    let spins =
        board::install_digest(&house.server, &board::upload(&house.server, &toiler::package("spins", 1, BEYOND)?)?, &json!({}))?;
    let crowd = house.crowd(&spins);
    let beside = house.neighbour(FOR)?;
    let Crowd { drawn, sent_away, .. } = crowd.end()?;
    println!(
        "neighbour alone: {alone}\nneighbour of a spinning widget in {TABS} tabs: {beside}; {drawn} answers, {sent_away} sent away"
    );
    let frame = house.server.get(&format!("/api/v1/widgets/{spins}/frame"))?.json();
    ensure!(frame["status"] == "suspended", "{frame}");
    Ok(())
}

/// A server with a widget that everybody likes.
struct House {
    server: Arc<Server>,
    liked: String,
    _data: tempfile::TempDir,
}

/// Tabs that look at one widget.
struct Crowd {
    over: Arc<AtomicBool>,
    tabs: Vec<JoinHandle<Result<()>>>,
    /// Answers with a frame.
    drawn: usize,
    /// Answers of 503.
    sent_away: usize,
    counts: Arc<(AtomicUsize, AtomicUsize)>,
}

impl House {
    fn open() -> Result<Self> {
        let data = tempfile::tempdir()?;
        let mut server = Server::start(data.path(), &[])?;
        server.sign_in()?;
        let liked = board::install(&server, "tasks", &json!({ "storage": {} }))?;
        Ok(Self { server: Arc::new(server), liked, _data: data })
    }

    /// Look at the liked one and use it, for a while, one request after the other.
    fn neighbour(&self, long: Duration) -> Result<Waited> {
        let (mut looks, mut events) = (Vec::new(), Vec::new());
        let until = Instant::now() + long;
        while Instant::now() < until {
            let began = Instant::now();
            let frame = self.server.get(&format!("/api/v1/widgets/{}/frame", self.liked))?;
            looks.push(began.elapsed());
            ensure!(frame.status == 200 && frame.json()["status"] == "live", "{} {}", frame.status, frame.text);
            let began = Instant::now();
            board::send(&self.server, &self.liked, &json!({ "type": "refresh" }))?;
            events.push(began.elapsed());
            thread::sleep(Duration::from_millis(5));
        }
        Waited::of(looks, events)
    }

    /// Tabs that look again as soon as they have looked, and wait when they are told to.
    fn crowd(&self, widget: &str) -> Crowd {
        let (over, counts) = (Arc::new(AtomicBool::new(false)), Arc::new((AtomicUsize::new(0), AtomicUsize::new(0))));
        let tab = |_| {
            let (server, over, counts) = (Arc::clone(&self.server), Arc::clone(&over), Arc::clone(&counts));
            let path = format!("/api/v1/widgets/{widget}/frame");
            thread::spawn(move || {
                while !over.load(SeqCst) {
                    let answer = server.get(&path)?;
                    let wait = match answer.status {
                        200 => {
                            counts.0.fetch_add(1, SeqCst);
                            // As a page does with one that is suspended.
                            answer.json()["retry_after"].as_u64().map(Duration::from_millis)
                        }
                        503 => {
                            counts.1.fetch_add(1, SeqCst);
                            let seconds = answer.header("retry-after").parse().context("no Retry-After")?;
                            ensure!(answer.header("content-type") == "application/problem+json", "{}", answer.head);
                            Some(Duration::from_secs(seconds))
                        }
                        other => return Err(anyhow!("{other} {}", answer.text)),
                    };
                    let until = Instant::now() + wait.unwrap_or_default();
                    while Instant::now() < until && !over.load(SeqCst) {
                        thread::sleep(Duration::from_millis(50));
                    }
                }
                Ok(())
            })
        };
        let tabs = (0..TABS).map(tab).collect();
        // Until the queue is as long as it gets.
        thread::sleep(Duration::from_millis(500));
        Crowd { over, tabs, drawn: 0, sent_away: 0, counts }
    }
}

impl Crowd {
    fn end(mut self) -> Result<Self> {
        self.over.store(true, SeqCst);
        for tab in std::mem::take(&mut self.tabs) {
            tab.join().map_err(|_| anyhow!("a tab panicked"))??;
        }
        (self.drawn, self.sent_away) = (self.counts.0.load(SeqCst), self.counts.1.load(SeqCst));
        Ok(self)
    }
}

/// How long somebody waited.
struct Waited {
    look: [Duration; 3],
    event: [Duration; 3],
    count: usize,
}

impl Waited {
    fn of(looks: Vec<Duration>, events: Vec<Duration>) -> Result<Self> {
        let count = looks.len();
        ensure!(count > 0, "nothing was measured");
        let of = |mut times: Vec<Duration>| {
            times.sort_unstable();
            let at = |part: usize| times.get((times.len() - 1) * part / 100).copied().unwrap_or_default();
            [at(50), at(95), at(100)]
        };
        Ok(Self { look: of(looks), event: of(events), count })
    }
}

impl std::fmt::Display for Waited {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { look: [a, b, c], event: [d, e, g], count } = self;
        write!(f, "look p50 {a:.1?} p95 {b:.1?} max {c:.1?}, event p50 {d:.1?} p95 {e:.1?} max {g:.1?} ({count} of each)")
    }
}
