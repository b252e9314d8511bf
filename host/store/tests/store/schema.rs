//! Two rules of the schema and the statements that no one can forget: loops over all of them.

use std::fs;
use std::path::Path;

use crate::fixture::Fixture;

#[tokio::test]
async fn every_table_has_the_tenant_first_in_its_key() {
    let f = Fixture::new().await;
    let mut raw = f.folder.raw().await;
    let tables: Vec<(String,)> = sqlx::query_as(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '_sqlx_migrations'",
    )
    .fetch_all(&mut raw)
    .await
    .unwrap();
    assert!(tables.len() >= 15, "{tables:?}");
    for (table,) in tables {
        let (first,): (String,) =
            sqlx::query_as("SELECT name FROM pragma_table_info($1) WHERE pk = 1").bind(&table).fetch_one(&mut raw).await.unwrap();
        assert_eq!(first, "tenant", "{table}");
    }
}

/// Statements that run before any tenant is known: the doors, the making of the workspace, and the look at a folder that nobody serves.
const WITHOUT_A_SCOPE: [&str; 4] = ["scope.rs", "bootstrap.rs", "open.rs", "inspect.rs"];

#[test]
fn every_statement_in_a_transaction_names_the_tenant() {
    let mut seen = 0;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap() {
        let path = entry.unwrap().path();
        if WITHOUT_A_SCOPE.contains(&path.file_name().unwrap().to_str().unwrap()) {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for literal in source.split('"') {
            if ["SELECT ", "INSERT ", "UPDATE ", "DELETE "].iter().any(|verb| literal.starts_with(verb)) {
                seen += 1;
                let named = literal.contains("tenant = $1") || literal.contains("VALUES ($1");
                assert!(named, "{}: {literal}", path.display());
            }
        }
    }
    assert!(seen > 40, "the statements moved, so this test looks at nothing: {seen}");
}
