//! Packages: durable bytes under their digest, and a version that means one file for ever.

use std::fs;

use fanlight_store::{Added, Blame, Config, Digest, Store, StoreError};

use crate::fixture::{Fixture, NOW, new_package};

#[tokio::test]
async fn the_same_bytes_twice_are_one_package() {
    let f = Fixture::new().await;
    let first = f.package("tasks", "0.1.0").await;
    let staged = f.store.stage_package(&f.scope, b"tasks 0.1.0".to_vec()).await.unwrap();
    assert_eq!(staged.digest(), &first.digest);
    let mut write = f.store.write(&f.scope).await.unwrap();
    let again = write.add_package(staged, new_package("tasks", "0.1.0"), NOW + 5).await.unwrap();
    assert_eq!(again, Added::Already(first.clone()));
    write.commit().await.unwrap();
    let mut read = f.store.read(&f.scope).await.unwrap();
    assert_eq!(read.packages().await.unwrap(), std::slice::from_ref(&first));
    assert_eq!(read.package_bytes(&first.digest).await.unwrap().unwrap(), b"tasks 0.1.0");
    assert_eq!(read.package_bytes(&Digest::of(b"unknown")).await.unwrap(), None);
}

#[tokio::test]
async fn a_version_is_never_used_for_other_bytes() {
    let f = Fixture::new().await;
    let first = f.package("tasks", "0.1.0").await;
    let staged = f.store.stage_package(&f.scope, b"something else".to_vec()).await.unwrap();
    let mut write = f.store.write(&f.scope).await.unwrap();
    let error = write.add_package(staged, new_package("tasks", "0.1.0"), NOW).await.unwrap_err();
    assert!(matches!(&error, StoreError::VersionExists { existing, .. } if *existing == first.digest), "{error}");
    assert_eq!(error.blame(), Blame::User);
    drop(write);
    // Staged bytes that no row names are no package.
    let mut read = f.store.read(&f.scope).await.unwrap();
    assert_eq!(read.package_bytes(&Digest::of(b"something else")).await.unwrap(), None);
}

#[tokio::test]
async fn a_picture_is_kept_beside_it() {
    let f = Fixture::new().await;
    let staged = f.store.stage_package(&f.scope, b"pretty".to_vec()).await.unwrap();
    let mut new = new_package("pretty", "1.0.0");
    new.picture = Some(b"png".to_vec());
    let mut write = f.store.write(&f.scope).await.unwrap();
    let added = write.add_package(staged, new, NOW).await.unwrap();
    assert!(added.package().has_picture);
    assert_eq!(write.package_picture(&added.package().digest).await.unwrap().unwrap(), b"png");
    let plain = f.scope.clone();
    write.commit().await.unwrap();
    let plain = crate::fixture::add_package(&f.store, &plain, "plain", "1.0.0").await;
    assert_eq!(f.store.read(&f.scope).await.unwrap().package_picture(&plain.digest).await.unwrap(), None);
}

#[tokio::test]
async fn a_changed_or_lost_file_is_noticed_and_mended_by_uploading_again() {
    let f = Fixture::new().await;
    let package = f.package("tasks", "0.1.0").await;
    let file = f.folder.data().join("packages").join(format!("{}.wasm", package.digest));
    fs::write(&file, b"tasks 0.1.1").unwrap();
    let mut read = f.store.read(&f.scope).await.unwrap();
    let error = read.package_bytes(&package.digest).await.unwrap_err();
    assert!(matches!(error, StoreError::DamagedPackage { .. }), "{error}");
    assert_eq!(error.blame(), Blame::Operator);
    fs::remove_file(&file).unwrap();
    assert!(matches!(read.package_bytes(&package.digest).await, Err(StoreError::DamagedPackage { .. })));
    f.package("tasks", "0.1.0").await;
    assert_eq!(read.package_bytes(&package.digest).await.unwrap().unwrap(), b"tasks 0.1.0");
}

#[tokio::test]
async fn what_an_interrupted_upload_left_is_cleared_and_packages_are_not() {
    let f = Fixture::new().await;
    let package = f.package("tasks", "0.1.0").await;
    let Fixture { store, steward, folder, .. } = f;
    drop(steward);
    store.close().await;
    let packages = folder.data().join("packages");
    fs::write(packages.join("0000.1111.tmp"), b"half").unwrap();
    let _open = Store::open(Config::new(folder.data()), NOW).await.unwrap();
    let left: Vec<_> = fs::read_dir(packages).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, [std::ffi::OsString::from(format!("{}.wasm", package.digest))]);
}

#[tokio::test]
async fn a_theme_is_one_choice_of_the_workspace() {
    let f = Fixture::new().await;
    let package = f.package("sun", "1.0.0").await;
    let mut write = f.store.write(&f.scope).await.unwrap();
    assert_eq!(write.theme().await.unwrap(), None);
    write.set_theme(Some(&package.digest), NOW).await.unwrap();
    write.set_theme(Some(&package.digest), NOW).await.unwrap();
    assert_eq!(write.theme().await.unwrap(), Some(package.digest));
    let unknown = write.set_theme(Some(&Digest::of(b"unknown")), NOW).await.unwrap_err();
    assert!(matches!(unknown, StoreError::NotFound { what: "package", .. }));
    write.set_theme(None, NOW).await.unwrap();
    assert_eq!(write.theme().await.unwrap(), None);
}
