//! Images that packages carry for their views.

use crate::error::Result;
use crate::ids::Digest;
use crate::tx::{Read, Write};

impl Read {
    /// The image of that name, a PNG; `None` when this workspace has no such package or the package no such image.
    pub async fn package_image(&mut self, digest: &Digest, name: &str) -> Result<Option<Vec<u8>>> {
        let query = self
            .sql_as::<(Vec<u8>,)>("SELECT png FROM package_images WHERE tenant = $1 AND digest = $2 AND name = $3")
            .bind(digest.as_str())
            .bind(name);
        Ok(self.optional(query).await?.map(|(png,)| png))
    }
}

impl Write {
    /// Adds an image to a package that was added in this transaction.
    pub async fn add_package_image(&mut self, digest: &Digest, name: &str, png: Vec<u8>) -> Result<()> {
        let insert = self
            .sql("INSERT INTO package_images (tenant, digest, name, png) VALUES ($1, $2, $3, $4)")
            .bind(digest.as_str())
            .bind(name)
            .bind(png);
        self.execute(insert).await?;
        Ok(())
    }
}
