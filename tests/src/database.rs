//! A hand of somebody else on a server's database. Python has SQLite, and is on every machine that builds this.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};

const CHANGE: &str = "import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
c.execute(sys.argv[2])
c.commit()
c.close()";

const HOLD: &str = "import sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute('BEGIN IMMEDIATE')
print('held', flush=True)
sys.stdin.read()
c.execute('ROLLBACK')
c.close()";

/// Change a database that no server has open.
///
/// # Errors
/// When there is no Python, or SQLite refuses.
pub fn change(database: &Path, statement: &str) -> Result<()> {
    let output = python(CHANGE, database).arg(statement).output().context("this test needs python3")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

const CHECK: &str = "import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
found = [row[0] for row in c.execute('PRAGMA integrity_check')] + [str(row) for row in c.execute('PRAGMA foreign_key_check')]
c.close()
sys.exit(0 if found == ['ok'] else '; '.join(found))";

/// Let SQLite check a database; a server may have it open.
///
/// # Errors
/// When there is no Python, or with what SQLite found.
pub fn check(database: &Path) -> Result<()> {
    let output = python(CHECK, database).output().context("this test needs python3")?;
    ensure!(output.status.success(), "the database is damaged: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// The right to write, taken from a running server: whoever wants to write waits. Dropping it gives it back.
#[derive(Debug)]
pub struct Held(Child);

impl Held {
    /// Take it.
    ///
    /// # Errors
    /// When there is no Python, or the database stays busy.
    pub fn take(database: &Path) -> Result<Self> {
        let mut command = python(HOLD, database);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("this test needs python3")?;
        let stdout = child.stdout.take().context("no stdout")?;
        let held = Self(child);
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        ensure!(line.trim() == "held", "the database could not be held");
        Ok(held)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // The end of its input is what it waits for.
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

fn python(script: &str, database: &Path) -> Command {
    let mut command = Command::new("python3");
    command.args(["-c", script]).arg(database);
    command
}
