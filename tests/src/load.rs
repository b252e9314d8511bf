//! People at work: they click, install, remove and upload until the server is gone, and each keeps a ledger of what was acknowledged.
//! Afterwards [`Worker::settle`] compares it with what a server says that was started again.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, bail, ensure};
use fanlight_bridge::manifest::Manifest;
use serde_json::{Value, json};

use crate::{Server, board, chance::Chance, checkout};

/// Somebody at work.
pub trait Worker: Send {
    /// Do one thing. What it began and nobody acknowledged is in doubt.
    ///
    /// # Errors
    /// When it was not acknowledged.
    fn work(&mut self, server: &Server, chance: &mut Chance) -> Result<()>;

    /// Compare the ledger with a server that was started again; what was in doubt is settled, either way.
    ///
    /// # Errors
    /// When something that was acknowledged is not there, or something is there by halves.
    fn settle(&mut self, server: &Server) -> Result<()>;

    /// How much was acknowledged so far.
    fn acknowledged(&self) -> usize;
}

/// Presses `more` on a counter of their own.
#[derive(Debug)]
pub struct Clicker {
    widget: String,
    frame: Value,
    acknowledged: usize,
    /// The event that was sent last and not answered.
    doubt: Option<Value>,
}

impl Clicker {
    /// With a counter of their own.
    ///
    /// # Errors
    /// When it cannot be installed.
    pub fn new(server: &Server, counter: &str) -> Result<Self> {
        let widget = board::install_digest(server, counter, &json!({}))?;
        let frame = frame_of(server, &widget)?;
        Ok(Self { widget, frame, acknowledged: 0, doubt: None })
    }

    fn send(&mut self, server: &Server, event: &Value) -> Result<()> {
        let answer = server.json("POST", &format!("/api/v1/widgets/{}/events", self.widget), event)?;
        ensure!(answer.status == 200, "{} {}", answer.status, answer.text);
        self.frame = answer.json();
        // An answer that was cut off says nothing.
        ensure!(self.frame["version"].is_i64(), "{}", answer.text);
        self.acknowledged += 1;
        self.doubt = None;
        Ok(())
    }
}

impl Worker for Clicker {
    fn work(&mut self, server: &Server, chance: &mut Chance) -> Result<()> {
        let event = json!({
            "id": format!("{:016x}", chance.within(0..u64::MAX)), "seen": self.frame["version"],
            "event": { "type": "input", "key": "more", "value": null }, "context": {},
        });
        self.doubt = Some(event.clone());
        self.send(server, &event)
    }

    fn settle(&mut self, server: &Server) -> Result<()> {
        self.frame = frame_of(server, &self.widget)?;
        let counted = |frame: &Value| frame["view"]["children"][0]["value"]["value"].as_f64().context("no count");
        let count = counted(&self.frame)?;
        let (least, most) = (self.acknowledged as f64, (self.acknowledged + usize::from(self.doubt.is_some())) as f64);
        ensure!((least..=most).contains(&count), "{} of {} clicks are there, and {:?}", count, least, self.doubt);
        // Sent once more, it happens if it had not, and not twice if it had.
        if let Some(mut event) = self.doubt.take() {
            if count < most {
                event["seen"] = self.frame["version"].clone();
            }
            self.send(server, &event)?;
            ensure!(counted(&self.frame)? == most, "a click that was sent twice counts {}, not {most}", counted(&self.frame)?);
        }
        Ok(())
    }

    fn acknowledged(&self) -> usize {
        self.acknowledged
    }
}

/// Puts widgets on the board, with a grant, and takes them off.
#[derive(Debug)]
pub struct Installer {
    package: String,
    /// Each with whether it is certainly there; what is being removed is not.
    widgets: BTreeMap<String, bool>,
    /// Gone for good.
    removed: BTreeSet<String>,
    acknowledged: usize,
}

impl Installer {
    /// Of a package of the gallery that asks for storage.
    #[must_use]
    pub fn new(package: String) -> Self {
        Self { package, widgets: BTreeMap::new(), removed: BTreeSet::new(), acknowledged: 0 }
    }
}

impl Worker for Installer {
    fn work(&mut self, server: &Server, chance: &mut Chance) -> Result<()> {
        if self.widgets.len() < 4 || (self.widgets.len() < 12 && chance.once_in(2)) {
            let widget = board::install_digest(server, &self.package, &json!({ "storage": {} }))?;
            self.widgets.insert(widget, true);
        } else {
            let at = usize::try_from(chance.within(0..self.widgets.len() as u64))?;
            let widget = self.widgets.keys().nth(at).context("no widget")?.clone();
            let data = if chance.once_in(2) { "keep" } else { "delete" };
            self.widgets.insert(widget.clone(), false);
            let answer = server.send("DELETE", &format!("/api/v1/widgets/{widget}?data={data}"), "", b"")?;
            ensure!(answer.status == 200, "{} {}", answer.status, answer.text);
            self.widgets.remove(&widget);
            // With its data kept, the next install brings it back under the same id.
            if data == "delete" {
                self.removed.insert(widget);
            }
        }
        self.acknowledged += 1;
        Ok(())
    }

    /// Every widget on the board is whole, whoever installed it; the certain ones are there, and the removed ones are not.
    fn settle(&mut self, server: &Server) -> Result<()> {
        let home = server.get("/api/v1/account")?.json()["home_board"].as_str().context("no board")?.to_owned();
        let there = server.get(&format!("/api/v1/boards/{home}/widgets"))?.json();
        let mut seen = BTreeMap::new();
        for widget in there["widgets"].as_array().context("no widgets")? {
            let id = widget["id"].as_str().context("no id")?.to_owned();
            let frame = frame_of(server, &id)?;
            ensure!(frame["status"] == "live" && frame["view"].is_object(), "half of a widget: {frame}");
            if widget["package"]["digest"] == self.package.as_str() {
                ensure!(frame["grants"]["storage"]["granted"] == true, "a widget without its grant: {frame}");
                seen.insert(id, true);
            }
        }
        for (id, certain) in &self.widgets {
            ensure!(!certain || seen.contains_key(id), "the widget {id} was acknowledged and is gone");
        }
        let back = seen.keys().find(|id| self.removed.contains(*id));
        ensure!(back.is_none(), "the widget {back:?} was removed and is back");
        // What is there beyond the ledger is the one install that nobody acknowledged.
        let beyond = seen.keys().filter(|id| !self.widgets.contains_key(*id)).count();
        ensure!(beyond <= 1, "{beyond} widgets are there that nobody installed");
        self.widgets = seen;
        Ok(())
    }

    fn acknowledged(&self) -> usize {
        self.acknowledged
    }
}

/// Brings one version of a package after the other to the gallery, and takes the one before out of it.
#[derive(Debug)]
pub struct Uploader {
    guest: Vec<u8>,
    next: u64,
    /// Digests that are certainly there.
    here: Vec<String>,
    /// The one that is being taken out.
    doubt: Option<String>,
    settled: usize,
    acknowledged: usize,
}

impl Uploader {
    /// Of the counter.
    ///
    /// # Errors
    /// When it is not in the checkout.
    pub fn new() -> Result<Self> {
        let guest = std::fs::read(checkout().join("host/assets/guests/counter.wasm"))?;
        Ok(Self { guest, next: 0, here: Vec::new(), doubt: None, settled: 0, acknowledged: 0 })
    }
}

/// The counter as a package of a name and version.
///
/// # Errors
/// When the registry does not make one.
pub fn counter(guest: &[u8], name: &str, version: &str) -> Result<Vec<u8>> {
    let manifest = json!({
        "name": name, "version": version, "kind": "widget", "api": "0.1.0", "publisher": "Tests", "title": name,
        "description": "Counts.", "state": "board",
    });
    Ok(fanlight_registry::build(guest, &Manifest::from_json(manifest.to_string().as_bytes())?, None)?)
}

impl Worker for Uploader {
    fn work(&mut self, server: &Server, chance: &mut Chance) -> Result<()> {
        self.next += 1;
        let package = counter(&self.guest, "uploaded", &format!("1.0.{}", self.next))?;
        self.here.push(board::upload(server, &package)?);
        self.acknowledged += 1;
        if self.here.len() > 2 {
            let old = self.here.remove(0);
            self.doubt = Some(old.clone());
            let answer = server.send("DELETE", &format!("/api/v1/packages/{old}"), "", b"")?;
            // One that was on a board a moment ago is kept for as long as that can be undone.
            ensure!(matches!(answer.status, 200 | 204 | 409), "{} {}", answer.status, answer.text);
            self.doubt = None;
            self.acknowledged += 1;
        }
        // Each is compiled; the others want to be killed at something, too.
        std::thread::sleep(chance.ms(10..80));
        Ok(())
    }

    fn settle(&mut self, server: &Server) -> Result<()> {
        for digest in &self.here {
            let answer = server.get(&format!("/api/v1/packages/{digest}"))?;
            ensure!(answer.status == 200, "the package {digest} was acknowledged and is gone: {}", answer.text);
        }
        if let Some(digest) = self.doubt.take() {
            match server.get(&format!("/api/v1/packages/{digest}"))?.status {
                200 => self.here.insert(0, digest),
                404 => {}
                other => bail!("the package {digest} is there by halves: {other}"),
            }
        }
        self.settled += 1;
        // Bytes and row together: the latest can be put on a board, shown, and taken off. It is compiled for that, which takes a while.
        if let Some(digest) = self.here.last().filter(|_| self.settled % 4 == 1) {
            let widget = board::install_digest(server, digest, &json!({}))?;
            ensure!(frame_of(server, &widget)?["status"] == "live", "the package {digest} does not run");
            let answer = server.send("DELETE", &format!("/api/v1/widgets/{widget}?data=delete"), "", b"")?;
            ensure!(answer.status == 200, "{} {}", answer.status, answer.text);
        }
        Ok(())
    }

    fn acknowledged(&self) -> usize {
        self.acknowledged
    }
}

fn frame_of(server: &Server, widget: &str) -> Result<Value> {
    let answer = server.get(&format!("/api/v1/widgets/{widget}/frame"))?;
    ensure!(answer.status == 200, "{} {}", answer.status, answer.text);
    Ok(answer.json())
}
