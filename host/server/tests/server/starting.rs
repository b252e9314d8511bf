//! What keeps the server from starting is said in a sentence, with what to do. What only hurts a part does not stop the rest.

use std::{fs, net::TcpListener};

use fanlight_server::{Fault, ServeError, Server};

use crate::house::{House, options};

#[tokio::test(flavor = "multi_thread")]
async fn a_port_in_use_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut options = options(folder.path());
    options.listen = taken.local_addr().unwrap();
    let error = Server::start(options).await.unwrap_err();
    assert!(matches!(error, ServeError::AddressInUse(_)), "{error}");
    assert!(error.hint().contains("--listen") && error.fault() == Fault::Options);
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_need_an_address_that_can_be_had() {
    let folder = tempfile::tempdir().unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    for (at, says) in [(free, "port of their own"), (taken.local_addr().unwrap(), "Another program has it")] {
        let mut options = options(folder.path());
        (options.listen, options.admin_listen) = (free, Some(at));
        let error = Server::start(options).await.unwrap_err();
        assert!(error.fault() == Fault::Options && error.hint().contains("--admin-listen"), "{error}");
        assert!(error.hint().contains(says), "{}", error.hint());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_server_on_one_folder_is_refused() {
    let house = House::new().await;
    let error = Server::start(options(house.folder.path())).await.unwrap_err();
    assert!(matches!(error, ServeError::Store(_)) && error.to_string().contains("--data"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_documents_folder_that_is_not_there_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut options = options(folder.path());
    options.documents = Some(folder.path().join("nowhere"));
    let error = Server::start(options).await.unwrap_err();
    assert!(matches!(error, ServeError::Documents { .. }) && error.hint().contains("--documents"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_vanishes_does_not_stop_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let documents = folder.path().join("notes");
    fs::create_dir_all(documents.join("projects")).unwrap();
    fs::write(documents.join("projects/a.md"), "# A\n").unwrap();
    let named = documents.clone();
    let house = House::open(folder, |options| options.documents = Some(named)).await;
    let workspace = house.owner.get("/api/v1/account").await.is(200)["workspace"].clone();
    assert_eq!((workspace["documents"].as_i64(), workspace["folders"].as_array().unwrap().len()), (Some(1), 2));

    fs::remove_dir_all(&documents).unwrap();
    // The list is believed for two seconds.
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    let workspace = house.owner.get("/api/v1/account").await.is(200)["workspace"].clone();
    assert!(workspace["problem"].is_string(), "{workspace}");
    fs::create_dir(&documents).unwrap();
    fs::write(documents.join("b.md"), "# B\n").unwrap();
    let workspace = house.owner.get("/api/v1/account").await.is(200)["workspace"].clone();
    assert_eq!((workspace["documents"].as_i64(), workspace.get("problem")), (Some(1), None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_workspace_has_notes_and_keeps_what_becomes_of_them() {
    let house = House::new().await;
    let own = house.data().join("workspace");
    assert!(own.join("welcome.md").exists());
    fs::remove_file(own.join("welcome.md")).unwrap();
    let house = house.restart().await;
    assert!(!house.data().join("workspace/welcome.md").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn its_folders_are_private() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(options(folder.path())).await.unwrap();
    for name in ["", "keys", "keys/artifacts.key"] {
        let mode = fs::metadata(folder.path().join("data").join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}: {mode:o}");
    }
    server.stop().await;
}
