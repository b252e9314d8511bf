//! The theme a workspace has chosen.

use crate::error::Result;
use crate::ids::Digest;
use crate::tx::{Read, Write};

impl Read {
    /// The chosen theme's package; `None` for the client's own look.
    pub async fn theme(&mut self) -> Result<Option<Digest>> {
        let query = self.sql_as::<(String,)>("SELECT package FROM theme_choices WHERE tenant = $1");
        self.optional(query).await?.map(|(package,)| Digest::stored(package)).transpose()
    }
}

impl Write {
    /// Chooses a theme, or the client's own look. Fails with [`crate::StoreError::NotFound`] for an unknown package;
    /// that it is a theme is the caller's to check.
    pub async fn set_theme(&mut self, package: Option<&Digest>, now_ms: i64) -> Result<()> {
        let statement = if let Some(package) = package {
            self.known_package(package).await?;
            self.sql(
                "INSERT INTO theme_choices (tenant, package, chosen_at) VALUES ($1, $2, $3)
                 ON CONFLICT (tenant) DO UPDATE SET package = excluded.package, chosen_at = excluded.chosen_at",
            )
            .bind(package.as_str())
            .bind(now_ms)
        } else {
            self.sql("DELETE FROM theme_choices WHERE tenant = $1")
        };
        self.execute(statement).await?;
        Ok(())
    }
}
