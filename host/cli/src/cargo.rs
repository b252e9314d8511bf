//! Runs cargo on an author's folder and finds the WebAssembly module that it made.

use std::{
    ffi::OsString,
    io::{BufRead as _, BufReader, IsTerminal as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::Context as _;
use fanlight_runtime::{Failure, Kind};
use serde_json::Value;

use crate::{exit::Usage, output};

/// What guests are built for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// What cargo and rustc need of the environment. All else stays outside, so that a package depends on its folder alone.
const INHERITED: &[&str] = &[
    "PATH",
    "HOME",
    "USER",
    "LANG",
    "LC_ALL",
    "TERM",
    "TMPDIR",
    "RUSTC",
    "CARGO_HOME",
    "CARGO_TARGET_DIR",
    "RUSTUP_HOME",
    "RUSTUP_TOOLCHAIN",
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "CARGO_NET_OFFLINE",
    "CARGO_HTTP_CAINFO",
    "CARGO_HTTP_PROXY",
    // Windows cannot start a program without these.
    "SystemRoot",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "PATHEXT",
    "TEMP",
    "TMP",
];

/// Builds the `cdylib` of the package in `dir` for WebAssembly, in release mode, and returns the file's path.
/// Cargo's progress goes to stderr.
///
/// # Errors
/// A [`Usage`] error when cargo or the target is missing; `invalid.package` when the author's code does not build.
pub(crate) fn build(dir: &Path) -> anyhow::Result<PathBuf> {
    let manifest = dir.join("Cargo.toml");
    let manifest = manifest.canonicalize().map_err(|e| {
        Failure::new(Kind::InvalidPackage, format!("cannot read {}: {e}", manifest.display()))
            .hint("A widget's folder holds a Cargo.toml; with --core FILE no cargo is needed.")
    })?;
    let flags = neutral_paths(&manifest)?;
    let mut command = cargo(&manifest);
    command.args(["build", "--release", "--lib", "--target", TARGET, "--message-format=json-render-diagnostics"]);
    command.arg("--config").arg(format!("target.{TARGET}.rustflags={}", Value::from(flags)));
    command.args(["--color", if std::io::stderr().is_terminal() { "always" } else { "never" }]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|e| no_cargo(&e))?;
    let said = child.stderr.take().map(|stderr| std::thread::spawn(move || relay(BufReader::new(stderr))));
    let mut module = None;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line.context("cargo's messages broke off")?;
            module = serde_json::from_str(&line).ok().and_then(|message| cdylib(&message, &manifest)).or(module);
        }
    }
    let status = child.wait().context("cargo could not be waited for")?;
    let target_is_missing = said.and_then(|thread| thread.join().ok()).unwrap_or_default();
    match module {
        Some(module) if status.success() => Ok(module),
        _ if status.success() => Err(Failure::new(Kind::InvalidPackage, "cargo built no WebAssembly library of this package")
            .hint("Add to Cargo.toml: [lib] crate-type = [\"cdylib\"].")
            .into()),
        _ if target_is_missing => {
            let message = format!("Rust's target {TARGET} is not installed");
            Err(Usage::new(message, format!("Install it once: rustup target add {TARGET}")).into())
        }
        _ => Err(Failure::new(Kind::InvalidPackage, "the package does not build").hint("Mend what cargo says above.").into()),
    }
}

/// cargo, for the package with this manifest, in its folder, with a clean environment.
fn cargo(manifest: &Path) -> Command {
    let mut command = Command::new("cargo");
    command.env_clear().envs(INHERITED.iter().filter_map(|name| Some((*name, std::env::var_os(name)?))));
    if let Some(dir) = manifest.parent() {
        command.current_dir(dir);
    }
    // A relative path is meant from where the person stands, not from the author's folder.
    for name in ["CARGO_TARGET_DIR", "RUSTC"] {
        let inherited = std::env::var_os(name).map(PathBuf::from).filter(|path| path.components().count() > 1);
        if let Some(absolute) = inherited.and_then(|path| std::path::absolute(path).ok()) {
            command.env(name, absolute);
        }
    }
    command.stdin(Stdio::null());
    command
}

/// Flags that replace this machine's folders by neutral names: rustc writes the paths of sources into panic messages.
fn neutral_paths(manifest: &Path) -> anyhow::Result<Vec<String>> {
    let mut command = cargo(manifest);
    command.args(["metadata", "--format-version", "1", "--filter-platform", TARGET]);
    let answer = command.stderr(Stdio::piped()).output().map_err(|e| no_cargo(&e))?;
    if !answer.status.success() {
        let said = String::from_utf8_lossy(&answer.stderr);
        let message = format!("cargo cannot read the package: {}", said.trim().trim_start_matches("error: "));
        // A sample that was copied says of nearly everything that its workspace says it.
        let hint = if message.contains("failed to find a workspace root") {
            "Write values in place of `workspace = true`, and `fanlight-sdk = { path = … }` to bridge-api/sdk of your clone of \
             Fanlight: docs/tutorial-author.md shows a whole Cargo.toml."
        } else {
            "Mend Cargo.toml."
        };
        return Err(Failure::new(Kind::InvalidPackage, message).hint(hint).into());
    }
    let metadata: Value = serde_json::from_slice(&answer.stdout).context("cargo's metadata is no JSON")?;
    let packages = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
    let mut flags: Vec<String> = packages
        .filter_map(|package| {
            let root = Path::new(package.get("manifest_path")?.as_str()?).parent()?.to_str()?;
            let (name, version) = (package.get("name")?.as_str()?, package.get("version")?.as_str()?);
            Some(format!("--remap-path-prefix={root}=/{name}-{version}"))
        })
        .collect();
    // One order for the same set of packages, so that the flags do not cause a rebuild.
    flags.sort();
    Ok(flags)
}

fn no_cargo(error: &std::io::Error) -> Usage {
    Usage::new(
        format!("cargo does not start: {error}"),
        "Install Rust from https://rustup.rs, or package a built module with --core FILE.",
    )
}

/// Passes cargo's words on as they come; says whether they mean that the target is not installed.
fn relay(words: impl std::io::BufRead) -> bool {
    let mut missing = false;
    for line in words.lines().map_while(Result::ok) {
        missing |= line.contains("E0463") && ["`core`", "`std`"].iter().any(|name| line.contains(name));
        missing |= line.contains("target may not be installed");
        output::note(line);
    }
    missing
}

/// The module of this package's `cdylib`, if that is what the message is about.
fn cdylib(message: &Value, manifest: &Path) -> Option<PathBuf> {
    let is = |pointer: &str, text: &str| message.pointer(pointer).and_then(Value::as_str) == Some(text);
    let crate_types = message.pointer("/target/crate_types")?.as_array()?;
    if !is("/reason", "compiler-artifact") || !crate_types.iter().any(|t| t == "cdylib") {
        return None;
    }
    let of: OsString = message.get("manifest_path")?.as_str()?.into();
    if Path::new(&of).canonicalize().ok()? != manifest {
        return None;
    }
    let files = message.get("filenames")?.as_array()?;
    files.iter().filter_map(Value::as_str).map(PathBuf::from).find(|file| file.extension().is_some_and(|e| e == "wasm"))
}
