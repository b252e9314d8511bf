//! A data folder that cannot be served is refused with a sentence that says why and what to do, and an exit status; nothing in it is
//! changed.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test may say what it measured, look into folders and run commands"
)]

use std::{fs, path::Path};

use anyhow::{Context as _, Result, ensure};
use fanlight_tests::{Server, board, database, program::serve_refused, small_disk::SmallDisk};
use serde_json::json;

const USAGE: i32 = 2;
const REFUSED: i32 = 4;
const MACHINE: i32 = 5;

fn refused(data: &Path, status: i32, sentences: &[&str]) -> Result<()> {
    let (found, said) = serve_refused(data)?;
    ensure!(found == status, "exit status {found}, not {status}: {said}");
    for sentence in sentences {
        ensure!(said.contains(sentence), "`{sentence}` is not in: {said}");
    }
    ensure!(!said.contains("panicked") && !said.contains("bug in Fanlight"), "{said}");
    Ok(())
}

#[test]
fn a_second_server_is_refused_and_the_first_goes_on() -> Result<()> {
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let widget = board::install(&server, "tasks", &json!({ "storage": {} }))?;
    refused(data.path(), REFUSED, &["in use by another Fanlight server", "--data"])?;
    let frame = board::send(&server, &widget, &json!({ "type": "refresh" }))?;
    ensure!(frame["status"] == "live", "{frame}");
    Ok(())
}

#[test]
fn a_database_of_a_newer_version_is_refused_and_left_as_it_is() -> Result<()> {
    let data = tempfile::tempdir()?;
    Server::start(data.path(), &[])?.stop()?;
    let file = data.path().join("fanlight.db");
    database::change(
        &file,
        "INSERT INTO _sqlx_migrations (version, description, installed_on, success, checksum, execution_time) \
         VALUES (9999, 'of the future', '2030-01-01', 1, x'00', 0)",
    )?;
    let before = fs::read(&file)?;
    refused(data.path(), REFUSED, &["newer Fanlight", "9999", "restore a backup"])?;
    ensure!(fs::read(&file)? == before, "it was changed");
    database::change(&file, "DELETE FROM _sqlx_migrations WHERE version = 9999")?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()
}

#[test]
fn a_folder_that_may_not_be_written_is_refused() -> Result<()> {
    match SmallDisk::mount(96 << 10) {
        Ok(disk) => {
            let data = disk.path().join("data");
            Server::start(&data, &[])?.stop()?;
            disk.make_read_only()?;
            refused(&data, REFUSED, &["cannot be written", "--data"])?;
            refused(&disk.path().join("another"), REFUSED, &["cannot be written", "--data"])?;
            println!("tested on a file system that is read-only");
        }
        Err(error) => {
            eprintln!("THIS USER MAY NOT MOUNT ({error:#}): a folder of the system stands for one that is read-only");
            refused(Path::new("/sys/fanlight-data"), REFUSED, &["cannot be written", "--data"])?;
        }
    }
    Ok(())
}

#[test]
fn a_disk_that_is_full_at_the_start_is_said_so() -> Result<()> {
    match SmallDisk::mount(256) {
        Ok(disk) => refused(&disk.path().join("data"), MACHINE, &["full", "Free some space"]),
        Err(error) => {
            // What the system says when there is no room, it says of this device, too; no folder can be made on it.
            eprintln!("THIS USER MAY NOT MOUNT ({error:#}): a disk that is full at the start is NOT TESTED here");
            Ok(())
        }
    }
}

#[test]
fn a_file_is_no_folder() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("file");
    fs::write(&file, "a file")?;
    refused(&file, USAGE, &["is not a folder", "--data"])?;
    refused(&file.join("data"), USAGE, &["is not a folder", "--data"])?;
    ensure!(fs::read_to_string(&file).context("it is gone")? == "a file", "it was changed");
    Ok(())
}
