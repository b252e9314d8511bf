//! Runs the released program and reads what it says.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

use crate::checkout;

/// What `fanlight … --json` came to.
#[derive(Debug)]
pub struct Said {
    /// Exit status.
    pub status: i32,
    /// The one object on stdout.
    pub json: Value,
    /// Stdout and stderr, as they were written: what programs and people are told.
    pub text: String,
}

impl Said {
    /// The kind of the error, if there is one.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.json.pointer("/error/kind").and_then(Value::as_str)
    }
}

/// `FANLIGHT_BIN`, or the release build of this checkout.
///
/// # Errors
/// When it is not there.
pub fn binary() -> Result<PathBuf> {
    let path = std::env::var_os("FANLIGHT_BIN").map_or_else(|| checkout().join("target/release/fanlight"), PathBuf::from);
    ensure!(path.exists(), "there is no {}: run `cargo build --release` first", path.display());
    Ok(path)
}

/// Runs `fanlight COMMAND FILE --json ARGS…`.
///
/// # Errors
/// When the program does not start, is killed, or prints anything but one object.
pub fn fanlight(command: &str, file: &Path, args: &[String]) -> Result<Said> {
    let output = Command::new(binary()?).arg(command).arg(file).arg("--json").args(args).output()?;
    let status = output.status.code().with_context(|| format!("it was killed: {}", output.status))?;
    let json = serde_json::from_slice(&output.stdout).with_context(|| {
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        format!("exit status {status}, and no JSON on stdout: {out:.300}\n{err:.600}")
    })?;
    let text = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    Ok(Said { status, json, text })
}

/// A `fanlight serve` that must not start: its exit status and what it said to people.
///
/// # Errors
/// When it is still there after twenty seconds: then it is killed.
pub fn serve_refused(data: &Path) -> Result<(i32, String)> {
    let mut command = Command::new(binary()?);
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data).env("RUST_LOG", "off");
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let until = Instant::now() + Duration::from_secs(20);
    while child.try_wait()?.is_none() {
        if Instant::now() > until {
            child.kill()?;
            child.wait()?;
            bail!("it serves {}, and should not", data.display());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = child.wait_with_output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok((output.status.code().with_context(|| format!("it was killed: {}\n{said}", output.status))?, said))
}
