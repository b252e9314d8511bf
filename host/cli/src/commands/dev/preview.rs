//! The server of `fanlight dev`, and what is on its boards.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::Context as _;
use fanlight_bridge::manifest::Kind;
use fanlight_server::{Options, Server};
use hyper::Method;
use semver::Prerelease;
use serde_json::{Map, Value, json};

use super::client::{Client, JSON, PACKAGE};
use crate::{
    commands::{build::Parts, serve},
    output,
};

/// A server, and what was shown on it last.
pub(super) struct Preview {
    server: Server,
    client: Client,
    dir: PathBuf,
    last: Option<Parts>,
    /// When the latest line that was printed was logged.
    logged: i64,
    /// What was drawn last of each widget, by its id.
    drawn: HashMap<String, Value>,
}

impl Preview {
    /// Start the server and sign in.
    ///
    /// # Errors
    /// When it does not start.
    pub(super) async fn open(options: Options, dir: &Path) -> anyhow::Result<Self> {
        let server = Server::start(options).await.map_err(serve::not_served)?;
        let client = Client::sign_in(server.address(), &server.sign_in_link()).await?;
        Ok(Self { server, client, dir: dir.to_owned(), last: None, logged: 0, drawn: HashMap::new() })
    }

    /// The link that signs the author in, once.
    ///
    /// # Errors
    /// When the store fails.
    pub(super) async fn link(&self) -> anyhow::Result<String> {
        Ok(self.server.another_sign_in_link().await?)
    }

    /// End the session and the server. What was acknowledged is kept.
    pub(super) async fn close(self) {
        if let Err(error) = self.client.send(Method::DELETE, "session", JSON, "").await {
            tracing::warn!(%error, "the session of fanlight dev goes on until it is too old");
        }
        self.server.stop().await;
    }

    /// Put what was built in the place of the one before, and say so; nothing, when it is the same.
    ///
    /// # Errors
    /// What an upload, or the server, says against it.
    pub(super) async fn show(&mut self, mut parts: Parts) -> anyhow::Result<()> {
        let version = parts.manifest.version.clone();
        if self.last.as_ref() == Some(&parts) {
            return Ok(());
        }
        // What is kept under a version never changes, and what is being written does all the time.
        let now = SystemTime::UNIX_EPOCH.elapsed()?.as_millis();
        parts.manifest.version.pre = Prerelease::new(&format!("dev.{now}"))?;
        let (bytes, _) = parts.pack(&self.dir)?;
        parts.manifest.version = version;
        let package = self.client.send(Method::POST, "packages", PACKAGE, bytes).await?;
        let shown = match parts.manifest.kind {
            Kind::Theme => {
                let chosen = json!({ "package": package["digest"] });
                self.client.send(Method::PUT, "themes/current", JSON, chosen.to_string()).await?;
                "put on"
            }
            Kind::Widget => {
                self.place(&package).await?;
                "on the board"
            }
        };
        self.last = Some(parts);
        output::note(format_args!("{} is {shown}", package["title"]));
        self.sweep(&package).await
    }

    /// Everywhere that a version of it is; on the home board, where there is none.
    async fn place(&mut self, package: &Value) -> anyhow::Result<()> {
        let mut placed = self.widgets(package).await?;
        if placed.is_empty() {
            let home = text(&self.client.get("account").await?, "home_board")?;
            let install = json!({ "package": package["digest"], "grants": asked(package, &Value::Null) });
            let path = format!("boards/{home}/widgets");
            self.client.send(Method::POST, &path, JSON, install.to_string()).await?;
            return Ok(());
        }
        for widget in &mut placed {
            let update = json!({ "package": package["digest"], "grants": asked(package, &widget["grants"]) });
            let path = format!("widgets/{}/package", text(widget, "id")?);
            self.client.send(Method::PUT, &path, JSON, update.to_string()).await?;
        }
        Ok(())
    }

    /// Every widget of this name and publisher, on every board, without its view.
    async fn widgets(&self, package: &Value) -> anyhow::Result<Vec<Value>> {
        let mut found = Vec::new();
        for board in list(&self.client.get("boards").await?, "boards") {
            let content = self.client.get(&format!("boards/{}/widgets", text(&board, "id")?)).await?;
            found.extend(list(&content, "widgets").into_iter().filter(|widget| same(&widget["package"], package)));
        }
        Ok(found)
    }

    /// Take builds of before out of the gallery. One that was removed from its board a moment ago may still be put back, and stays.
    async fn sweep(&self, package: &Value) -> anyhow::Result<()> {
        for other in list(&self.client.get("packages").await?, "packages") {
            if same(&other, package) && other["digest"] != package["digest"] && text(&other, "version")?.contains("-dev.") {
                let path = format!("packages/{}", text(&other, "digest")?);
                if let Err(error) = self.client.send(Method::DELETE, &path, JSON, "").await {
                    tracing::debug!(%error, "a build of before stays in the gallery");
                }
            }
        }
        Ok(())
    }

    /// Print what the widget logged since, and why it fails, once.
    ///
    /// # Errors
    /// When the server does not answer.
    pub(super) async fn listen(&mut self) -> anyhow::Result<()> {
        let Some(parts) = &self.last else { return Ok(()) };
        let own = json!({ "name": parts.manifest.name, "publisher": parts.manifest.publisher });
        let mut latest = self.logged;
        for widget in self.widgets(&own).await? {
            let id = text(&widget, "id")?;
            let usage = self.client.get(&format!("widgets/{id}/usage")).await?;
            let at = |line: &Value| line["at"].as_i64().unwrap_or_default();
            for line in list(&usage, "log").iter().rev().filter(|line| at(line) > self.logged) {
                output::note(format_args!("{}: {}", text(line, "level")?, output::one_line(&text(line, "text")?)));
                latest = latest.max(at(line));
            }
            // Drawn once for each build and state of it.
            let now = json!([widget["package"], widget["version"], widget["error"]]);
            if self.drawn.get(&id) != Some(&now) {
                let error = self.client.get(&format!("widgets/{id}/frame")).await?["error"].take();
                if error.is_object() {
                    output::note(format_args!("{}: {}", text(&error, "kind")?, output::one_line(&text(&error, "message")?)));
                    let hint = text(&error, "hint")?;
                    if !hint.is_empty() {
                        output::note(format_args!("hint: {}", output::one_line(&hint)));
                    }
                }
                self.drawn.insert(id, now);
            }
        }
        self.logged = latest;
        Ok(())
    }
}

/// What the package asks for, as it asks for it, without what its author has taken away from the one before.
fn asked(package: &Value, before: &Value) -> Map<String, Value> {
    let wanted = list(package, "permissions").into_iter().filter_map(|permission| {
        let name = permission["capability"].as_str()?.to_owned();
        (before[&name]["granted"] != false).then(|| (name, permission["scope"].clone()))
    });
    wanted.collect()
}

fn same(one: &Value, other: &Value) -> bool {
    (&one["name"], &one["publisher"]) == (&other["name"], &other["publisher"])
}

fn list(of: &Value, name: &str) -> Vec<Value> {
    of[name].as_array().cloned().unwrap_or_default()
}

fn text(of: &Value, name: &str) -> anyhow::Result<String> {
    Ok(of[name].as_str().with_context(|| format!("the server's answer has no `{name}`"))?.to_owned())
}
