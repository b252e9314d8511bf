//! One task, and where the tasks are kept: each under a key of its own.

use fanlight_sdk::prelude::*;

/// Most tasks that are kept. Storage takes 1,000 keys; the rest is room to grow.
pub(crate) const MOST: usize = 500;
/// Longest title in characters.
pub(crate) const TITLE: usize = 200;

const PREFIX: &str = "task/";

/// Something to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Task {
    /// Last part of the key; later tasks sort after earlier ones.
    #[serde(skip)]
    pub(crate) id: String,
    /// 1 to 200 characters.
    pub(crate) title: String,
    /// Milliseconds since 1970-01-01 UTC.
    pub(crate) added: u64,
    /// Checked off.
    pub(crate) done: bool,
}

/// All tasks, in the order they were added.
pub(crate) fn all() -> Result<Vec<Task>> {
    let mut tasks = Vec::new();
    for key in storage::keys(PREFIX)? {
        if let Some(task) = storage::get::<Task>(&key)? {
            tasks.push(Task { id: key[PREFIX.len()..].to_owned(), ..task });
        }
    }
    Ok(tasks)
}

/// Keeps a new task. The moment comes first in its id, so that keys sort by age; the seed tells apart what was added in one moment.
pub(crate) fn add(title: &str, ctx: &Context) -> Result<()> {
    let id = format!("{:012x}-{:016x}", ctx.now(), ctx.seed());
    put(&Task { id, title: title.to_owned(), added: ctx.now(), done: false })
}

/// Checks a task off, or not. A task that is gone stays gone: somebody else may have removed it in the meantime.
pub(crate) fn check(id: &str, done: bool) -> Result<()> {
    match storage::get::<Task>(&format!("{PREFIX}{id}"))? {
        Some(task) => put(&Task { id: id.to_owned(), done, ..task }),
        None => Ok(()),
    }
}

/// Forgets a task.
pub(crate) fn remove(id: &str) -> Result<()> {
    storage::delete(&format!("{PREFIX}{id}")).map(drop)
}

fn put(task: &Task) -> Result<()> {
    storage::put(&format!("{PREFIX}{}", task.id), task)
}
