#![allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]
use super::*;
use crate::{Limits, Runtime, Settings};

fn settings(dir: &Path) -> Settings {
    Settings {
        artifacts: Some((dir.join("artifacts"), ArtifactKey::open(&dir.join("key")).unwrap())),
        limits: Limits::default(),
        concurrency: 4,
        ..Settings::default()
    }
}

fn only_file(dir: &Path) -> PathBuf {
    let mut files = fs::read_dir(dir.join("artifacts")).unwrap();
    let file = files.next().unwrap().unwrap().path();
    assert!(files.next().is_none());
    file
}

#[tokio::test]
async fn any_flipped_byte_is_compiled_again() {
    let dir = tempfile::tempdir().unwrap();
    let runtime = Runtime::new(settings(dir.path()), &[]).unwrap();
    let component = wat::parse_str("(component)").unwrap();
    crate::Program::load(&runtime, &component).await.unwrap();
    let file = only_file(dir.path());
    let good = fs::read(&file).unwrap();
    for at in (0..good.len()).step_by(good.len() / 97 + 1).chain([0, good.len() - TAG_BYTES, good.len() - 1]) {
        let mut bad = good.clone();
        bad[at] ^= 1;
        fs::write(&file, &bad).unwrap();
        crate::Program::load(&runtime, &component).await.unwrap();
        assert_ne!(fs::read(&file).unwrap(), bad, "byte {at} was accepted");
    }
}

#[tokio::test]
async fn another_key_means_compiling_again() {
    let dir = tempfile::tempdir().unwrap();
    let component = wat::parse_str("(component)").unwrap();
    crate::Program::load(&Runtime::new(settings(dir.path()), &[]).unwrap(), &component).await.unwrap();
    let before = fs::read(only_file(dir.path())).unwrap();
    fs::remove_file(dir.path().join("key")).unwrap();
    crate::Program::load(&Runtime::new(settings(dir.path()), &[]).unwrap(), &component).await.unwrap();
    let after = fs::read(only_file(dir.path())).unwrap();
    assert_ne!(after[after.len() - TAG_BYTES..], before[before.len() - TAG_BYTES..]);
}

#[tokio::test]
async fn what_no_build_reads_any_more_is_removed_at_the_start() {
    let dir = tempfile::tempdir().unwrap();
    let component = wat::parse_str("(component)").unwrap();
    crate::Program::load(&Runtime::new(settings(dir.path()), &[]).unwrap(), &component).await.unwrap();
    let kept = only_file(dir.path());
    let (digest, _) = kept.file_stem().unwrap().to_str().unwrap().split_once('-').unwrap();
    for name in [format!("{digest}-0000000000000000.cwasm"), format!("{digest}-0000000000000000.0123456789abcdef.tmp")] {
        fs::write(dir.path().join("artifacts").join(name), "left behind").unwrap();
    }
    let _again = Runtime::new(settings(dir.path()), &[]).unwrap();
    assert_eq!(only_file(dir.path()), kept);
}

#[tokio::test]
async fn what_nobody_has_any_more_is_forgotten() {
    let dir = tempfile::tempdir().unwrap();
    let runtime = Runtime::new(settings(dir.path()), &[]).unwrap();
    let (gone, kept) = (wat::parse_str("(component)").unwrap(), wat::parse_str("(component (core module))").unwrap());
    for component in [&gone, &kept] {
        crate::Program::load(&runtime, component).await.unwrap();
    }
    let artifacts = runtime.0.artifacts.clone().unwrap();
    artifacts.refuse(&blake3::hash(&gone), CompileLimits::default(), &Failure::internal("for the test"));
    crate::Sandbox::Here(runtime).forget(blake3::hash(&gone)).await;
    assert!(only_file(dir.path()).to_string_lossy().contains(blake3::hash(&kept).to_hex().as_str()));
}

#[test]
fn refusals_are_bounded_and_the_oldest_goes_first() {
    let dir = tempfile::tempdir().unwrap();
    let runtime = Runtime::new(settings(dir.path()), &[]).unwrap();
    let artifacts = runtime.0.artifacts.clone().unwrap();
    let (limits, failure) = (CompileLimits::default(), Failure::internal("for the test"));
    let digest = |n: usize| blake3::hash(&n.to_le_bytes());
    for n in 0..REFUSALS {
        artifacts.refuse(&digest(n), limits, &failure);
        // Files of one moment are of one age.
        let file =
            fs::File::options().append(true).open(artifacts.dir.join(artifacts.engine.file(&digest(n), "refused"))).unwrap();
        file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(n as u64)).unwrap();
    }
    assert!(artifacts.refusal(&digest(0), limits).is_some());
    artifacts.refuse(&digest(REFUSALS), limits, &failure);
    assert!(artifacts.refusal(&digest(0), limits).is_none());
    assert!((1..=REFUSALS).all(|n| artifacts.refusal(&digest(n), limits).is_some()));
}

#[test]
fn a_key_is_private_and_stays() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("key");
    let key = ArtifactKey::open(&file).unwrap();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(ArtifactKey::open(&file).unwrap().0, key.0);
    fs::write(&file, b"short").unwrap();
    assert!(ArtifactKey::open(&file).is_err());
}
