//! The schema, step by step. A migration that was released is never changed: databases keep the digest of each that they have seen.

use std::borrow::Cow;
use std::sync::LazyLock;

use sqlx::SqlSafeStr as _;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// Every migration in order, embedded. sqlx has a macro for this, which compiles sqlx and SQLite a second time.
pub(crate) static MIGRATIONS: LazyLock<Migrator> = LazyLock::new(|| {
    Migrator::with_migrations(vec![
        migration(1, "first", include_str!("../migrations/0001_first.sql")),
        migration(2, "publisher", include_str!("../migrations/0002_publisher.sql")),
        migration(3, "boards", include_str!("../migrations/0003_boards.sql")),
        migration(4, "undo", include_str!("../migrations/0004_undo.sql")),
        migration(5, "members", include_str!("../migrations/0005_members.sql")),
        migration(6, "notices", include_str!("../migrations/0006_notices.sql")),
        migration(7, "event digest", include_str!("../migrations/0007_event_digest.sql")),
        migration(10, "package images", include_str!("../migrations/0010_package_images.sql")),
        migration(24, "notice detail", include_str!("../migrations/0024_notice_detail.sql")),
        migration(25, "run asked", include_str!("../migrations/0025_run_asked.sql")),
    ])
});

fn migration(version: i64, description: &'static str, sql: &'static str) -> Migration {
    Migration::new(version, Cow::Borrowed(description), MigrationType::Simple, sql.into_sql_str(), false)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]
    use super::*;

    #[test]
    fn every_file_is_a_migration() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        files.sort();
        let files: Vec<_> = files.into_iter().map(|file| file.into_string().unwrap()).collect();
        let named = MIGRATIONS.iter().map(|one| format!("{:04}_{}.sql", one.version, one.description.replace(' ', "_")));
        assert_eq!(files, named.collect::<Vec<_>>());
    }
}
