//! The port that the server would take, and the tools that widgets are built with.

use std::{
    io::ErrorKind,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Command, Stdio},
};

use super::check::Check;
use crate::cargo::TARGET;

/// Whether the address can be listened on.
pub(super) fn port(listen: SocketAddr, in_use: bool) -> Check {
    let other = "Choose another address: --listen ADDR:PORT";
    match TcpListener::bind(listen) {
        Ok(_) if listen.ip().is_loopback() => Check::ok("port", format!("{listen} is free")),
        Ok(_) => Check::warning(
            "port",
            format!("{listen} is free, and other machines can reach it: what they send is not encrypted"),
            "Put a proxy with HTTPS in front of it, or listen on 127.0.0.1.",
        ),
        Err(error) if error.kind() == ErrorKind::AddrInUse && in_use => {
            Check::ok("port", format!("{listen} is taken, as it should be while the server runs"))
        }
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            Check::problem("port", format!("{listen} is in use by another program"), format!("Stop that program. {other}"))
        }
        Err(error) => Check::problem("port", format!("{listen} cannot be listened on: {error}"), other),
    }
}

/// Whether `fanlight build` can build widgets. A server does not need it.
pub(super) fn toolchain() -> Check {
    let name = "toolchain";
    let hint = "Only for building widgets: install Rust from https://rustup.rs";
    if !says("cargo".as_ref(), &["--version"]).is_ok_and(|said| said.starts_with("cargo")) {
        return Check::warning(name, "cargo does not start", hint);
    }
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    match says(Path::new(&rustc), &["--target", TARGET, "--print", "target-libdir"]) {
        Err(error) => Check::warning(name, format!("{} does not start: {error}", Path::new(&rustc).display()), hint),
        Ok(libraries) if holds_libraries(Path::new(libraries.trim())) => {
            Check::ok(name, format!("cargo and Rust's target {TARGET} are installed"))
        }
        Ok(_) => Check::warning(
            name,
            format!("Rust's target {TARGET} is not installed"),
            format!("Only for building widgets: rustup target add {TARGET}"),
        ),
    }
}

/// What a program prints.
fn says(program: &Path, args: &[&str]) -> std::io::Result<String> {
    let output = Command::new(program).args(args).stdin(Stdio::null()).output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(std::io::Error::other(said.lines().next().unwrap_or("it failed").to_owned()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether the standard library is there.
fn holds_libraries(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("libcore-")))
    })
}
