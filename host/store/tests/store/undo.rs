//! What was removed comes back as it was for a while, and is gone afterwards, once.

use fanlight_store::{Config, Data, Store, UNDO_MS, Undo, Viewer, Widget, WidgetId};

use crate::boards::board;
use crate::fixture::{Commit, Fixture, NOW};

async fn remove(f: &Fixture, widget: &WidgetId, data: Data) -> Undo {
    let mut write = f.store.write(&f.scope).await.unwrap();
    let undo = write.remove(widget, data, NOW).await.unwrap();
    write.commit().await.unwrap();
    undo
}

/// A widget with a state, storage, a remembered event and usage.
async fn lived_in(f: &Fixture) -> Widget {
    let id = f.widget().await;
    let mut commit = Commit::new(&id, 0);
    commit.storage = vec![("k".into(), Some(vec![1]))];
    commit.event = Some("e1");
    commit.send(&f.store, &f.scope).await.unwrap();
    f.store.read(&f.scope).await.unwrap().widget(&id).await.unwrap().unwrap()
}

async fn as_it_was(f: &Fixture, widget: &Widget) {
    let mut read = f.store.read(&f.scope).await.unwrap();
    assert_eq!(read.widget(&widget.id).await.unwrap().as_ref(), Some(widget));
    assert_eq!(read.state(&widget.id, &Viewer::Board).await.unwrap().unwrap().version, 1);
    assert_eq!(read.storage_get(&widget.id, "k").await.unwrap().unwrap(), [1]);
    assert_eq!(read.event(&widget.id, &Viewer::Board, "e1").await.unwrap(), Some(1));
    assert_eq!(read.usage(&widget.id).await.unwrap().calls, 1);
}

#[tokio::test]
async fn a_widget_comes_back_exactly_as_it_was_and_only_once() {
    let f = Fixture::new().await;
    let widget = lived_in(&f).await;
    for data in [Data::Keep, Data::Delete] {
        let undo = remove(&f, &widget.id, data).await;
        assert_eq!(undo.until, NOW + UNDO_MS);
        assert_eq!(f.store.read(&f.scope).await.unwrap().widget(&widget.id).await.unwrap(), None);
        let mut write = f.store.write(&f.scope).await.unwrap();
        assert_eq!(write.sweep(undo.until - 1).await.unwrap().widgets, []);
        let undone = write.undo(&undo.id, undo.until - 1).await.unwrap().unwrap();
        assert_eq!((undone.board, undone.widget), (widget.board.clone(), Some(widget.id.clone())));
        assert_eq!(write.undo(&undo.id, NOW).await.unwrap(), None, "once");
        write.sweep(undo.until).await.unwrap();
        write.commit().await.unwrap();
        as_it_was(&f, &widget).await;
    }
}

#[tokio::test]
async fn its_place_is_its_own_again() {
    let f = Fixture::new().await;
    let package = f.package("tasks", "0.1.0").await;
    let all = [f.install(&package).await, f.install(&package).await, f.install(&package).await];
    let undo = remove(&f, &all[1].id, Data::Delete).await;
    let mut write = f.store.write(&f.scope).await.unwrap();
    // The layout of the two that are left takes its number.
    write.arrange(&all[0].board, &[]).await.unwrap();
    write.undo(&undo.id, NOW).await.unwrap().unwrap();
    let order: Vec<_> = write.widgets(&all[0].board).await.unwrap().into_iter().map(|widget| widget.id).collect();
    assert_eq!(order, all.map(|widget| widget.id));
}

#[tokio::test]
async fn too_late_is_too_late_even_before_the_sweep() {
    let f = Fixture::new().await;
    let widget = lived_in(&f).await;
    let undo = remove(&f, &widget.id, Data::Delete).await;
    let mut write = f.store.write(&f.scope).await.unwrap();
    assert_eq!(write.undo(&undo.id, undo.until).await.unwrap(), None);
    assert_eq!(write.sweep(undo.until).await.unwrap().widgets, std::slice::from_ref(&widget.id));
    assert_eq!(write.sweep(undo.until).await.unwrap().widgets, [], "erased once");
    write.commit().await.unwrap();
}

#[tokio::test]
async fn a_board_goes_and_comes_back_with_what_was_on_it() {
    let f = Fixture::new().await;
    let widget = lived_in(&f).await;
    let other = board(&f, "Other").await;
    // One that went before the board has an undo of its own.
    let earlier = f.widget().await;
    let its_own = remove(&f, &earlier, Data::Delete).await;
    let mut write = f.store.write(&f.scope).await.unwrap();
    let undo = write.remove_board(&widget.board, NOW).await.unwrap();
    assert_eq!(write.boards().await.unwrap().iter().map(|board| &board.id).collect::<Vec<_>>(), [&other]);
    assert_eq!(write.widget(&widget.id).await.unwrap(), None);
    assert!(write.shelved().await.unwrap().is_empty());
    assert!(write.undo(&its_own.id, NOW).await.is_err(), "its board is not there");
    let undone = write.undo(&undo.id, NOW).await.unwrap().unwrap();
    assert_eq!((undone.board, undone.widget), (widget.board.clone(), None));
    assert_eq!(write.widget(&earlier).await.unwrap(), None);
    write.undo(&its_own.id, NOW).await.unwrap().unwrap();
    write.commit().await.unwrap();
    as_it_was(&f, &widget).await;

    let mut write = f.store.write(&f.scope).await.unwrap();
    let undo = write.remove_board(&widget.board, NOW).await.unwrap();
    let swept = write.sweep(undo.until).await.unwrap();
    assert_eq!((swept.boards.len(), swept.widgets.len()), (1, 2));
    write.commit().await.unwrap();
    let mut raw = f.folder.raw().await;
    for count in ["SELECT COUNT(*) FROM widgets", "SELECT COUNT(*) FROM states", "SELECT COUNT(*) FROM undos"] {
        let (left,): (i64,) = sqlx::query_as(count).fetch_one(&mut raw).await.unwrap();
        assert_eq!(left, 0, "{count}");
    }
}

#[tokio::test]
async fn a_promise_outlives_the_server() {
    let f = Fixture::new().await;
    let widget = lived_in(&f).await;
    let undo = remove(&f, &widget.id, Data::Delete).await;
    let Fixture { store, steward, folder, .. } = f;
    drop(steward);
    drop(store);
    let (store, steward) = Store::open(Config::new(folder.data()), NOW).await.unwrap();
    let scope = steward.scope();
    let mut write = store.write(&scope).await.unwrap();
    assert!(write.undo(&undo.id, NOW + 1).await.unwrap().is_some());
    write.commit().await.unwrap();
    as_it_was(&Fixture { store, steward, scope, folder }, &widget).await;
}

#[tokio::test]
async fn kept_data_that_is_taken_up_again_is_not_put_back_twice() {
    let f = Fixture::new().await;
    let widget = lived_in(&f).await;
    let undo = remove(&f, &widget.id, Data::Keep).await;
    let package = f.store.read(&f.scope).await.unwrap().package(&widget.package).await.unwrap().unwrap();
    assert_eq!(f.install(&package).await.id, widget.id);
    let mut write = f.store.write(&f.scope).await.unwrap();
    assert_eq!(write.undo(&undo.id, NOW).await.unwrap(), None);
    write.sweep(undo.until).await.unwrap();
    write.commit().await.unwrap();
    let back = f.store.read(&f.scope).await.unwrap().widget(&widget.id).await.unwrap().unwrap();
    assert!(!back.granted.is_empty(), "what was granted anew stays");
}
