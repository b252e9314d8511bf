//! Several boards: their order, and a widget that moves from one to another with all it has.

use fanlight_store::{BoardId, PrincipalId, Size, StoreError, Viewer};

use crate::fixture::{Commit, Fixture, NOW};

async fn owner(f: &Fixture) -> PrincipalId {
    f.store.read(&f.scope).await.unwrap().home_board().await.unwrap().owner.id
}

pub async fn board(f: &Fixture, name: &str) -> BoardId {
    let owner = owner(f).await;
    let mut write = f.store.write(&f.scope).await.unwrap();
    let id = write.create_board(&owner, name, NOW).await.unwrap();
    write.commit().await.unwrap();
    id
}

async fn names(f: &Fixture) -> Vec<String> {
    f.store.read(&f.scope).await.unwrap().boards().await.unwrap().into_iter().map(|board| board.name).collect()
}

#[tokio::test]
async fn boards_are_made_named_and_ordered() {
    let f = Fixture::new().await;
    let (garden, work) = (board(&f, "Garden").await, board(&f, "Work").await);
    assert_eq!(names(&f).await, ["Home", "Garden", "Work"]);
    let mut write = f.store.write(&f.scope).await.unwrap();
    write.place_board(&work, 0).await.unwrap();
    write.rename_board(&garden, "Allotment").await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(names(&f).await, ["Work", "Home", "Allotment"]);
    let mut write = f.store.write(&f.scope).await.unwrap();
    write.place_board(&work, 99).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(names(&f).await, ["Home", "Allotment", "Work"]);
    let versions: Vec<_> =
        f.store.read(&f.scope).await.unwrap().boards().await.unwrap().into_iter().map(|board| board.version).collect();
    assert!(versions.iter().all(|version| *version > 1), "{versions:?}");
}

#[tokio::test]
async fn a_layout_names_some_and_keeps_the_rest_behind() {
    let f = Fixture::new().await;
    let package = f.package("tasks", "0.1.0").await;
    let all = [f.install(&package).await, f.install(&package).await, f.install(&package).await];
    let home = all[0].board.clone();
    let mut write = f.store.write(&f.scope).await.unwrap();
    write.arrange(&home, &[(all[2].id.clone(), Size::Full)]).await.unwrap();
    write.commit().await.unwrap();
    let now = f.store.read(&f.scope).await.unwrap().widgets(&home).await.unwrap();
    let order: Vec<_> = now.iter().map(|widget| (widget.id.clone(), widget.size)).collect();
    assert_eq!(order, [(all[2].id.clone(), Size::Full), (all[0].id.clone(), Size::Medium), (all[1].id.clone(), Size::Medium)]);
    // One of another board is no part of this one's layout.
    let other = board(&f, "Other").await;
    let mut write = f.store.write(&f.scope).await.unwrap();
    let refused = write.arrange(&other, &[(all[0].id.clone(), Size::Small)]).await;
    assert!(matches!(refused, Err(StoreError::NotFound { what: "widget", .. })));
}

#[tokio::test]
async fn a_widget_moves_with_all_it_has() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    let mut commit = Commit::new(&widget, 0);
    commit.storage = vec![("k".into(), Some(vec![1]))];
    commit.send(&f.store, &f.scope).await.unwrap();
    let before = f.store.read(&f.scope).await.unwrap().widget(&widget).await.unwrap().unwrap();
    let other = board(&f, "Other").await;
    let mut write = f.store.write(&f.scope).await.unwrap();
    write.move_widget(&widget, &other).await.unwrap();
    write.commit().await.unwrap();
    let mut read = f.store.read(&f.scope).await.unwrap();
    let after = read.widget(&widget).await.unwrap().unwrap();
    assert_eq!((after.board, after.granted), (other.clone(), before.granted));
    assert!(read.widgets(&before.board).await.unwrap().is_empty());
    assert_eq!(read.state(&widget, &Viewer::Board).await.unwrap().unwrap().version, 1);
    assert_eq!(read.storage_get(&widget, "k").await.unwrap().unwrap(), [1]);
    assert_eq!(read.board(&other).await.unwrap().unwrap().widgets, 1);
}
