//! The one workspace of a data folder: found, or made with its owner and its board the first time.

use crate::error::Result;
use crate::ids::{BoardId, PrincipalId, TenantId};
use crate::open::{Config, Store};

/// What the first board is called.
pub(crate) const HOME: &str = "Home";

/// The workspace and its owner. Runs before any scope exists, with the folder's lock held.
pub(crate) async fn workspace(store: &Store, config: &Config, now_ms: i64) -> Result<(TenantId, PrincipalId)> {
    let failed = |e| store.inner.failed(e);
    let mut tx = store.inner.begin_write().await?;
    let found: Option<(String, String)> = sqlx::query_as(
        "SELECT t.tenant, p.id FROM tenants t JOIN principals p ON p.tenant = t.tenant
         WHERE p.role = 'owner' ORDER BY t.created_at, t.tenant, p.created_at, p.id LIMIT 1",
    )
    .fetch_optional(&mut *tx)
    .await
    .map_err(failed)?;
    if let Some((tenant, owner)) = found {
        return Ok((TenantId::stored(tenant)?, PrincipalId::stored(owner)?));
    }

    let (tenant, owner, board) = (TenantId::random(now_ms)?, PrincipalId::random(now_ms)?, BoardId::random(now_ms)?);
    let statements = [
        sqlx::query("INSERT INTO tenants (tenant, name, created_at) VALUES ($1, $2, $3)")
            .bind(tenant.as_str())
            .bind(config.workspace_name.as_str())
            .bind(now_ms),
        sqlx::query("INSERT INTO principals (tenant, id, name, created_at, role) VALUES ($1, $2, $3, $4, 'owner')")
            .bind(tenant.as_str())
            .bind(owner.as_str())
            .bind(config.owner_name.as_str())
            .bind(now_ms),
        sqlx::query("INSERT INTO boards (tenant, id, name, created_at, position, owner) VALUES ($1, $2, $3, $4, 0, $5)")
            .bind(tenant.as_str())
            .bind(board.as_str())
            .bind(HOME)
            .bind(now_ms)
            .bind(owner.as_str()),
        sqlx::query("INSERT INTO audit (tenant, seq, at, actor, action, subject, detail_json) VALUES ($1, 1, $2, 'system', 'workspace.created', $1, '{}')")
            .bind(tenant.as_str())
            .bind(now_ms),
    ];
    for statement in statements {
        statement.execute(&mut *tx).await.map_err(failed)?;
    }
    tx.commit().await.map_err(failed)?;
    Ok((tenant, owner))
}
