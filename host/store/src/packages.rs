//! Packages: what is known of each uploaded file. Its bytes are in the object folder.

use crate::Json;
use crate::error::{Result, StoreError};
use crate::ids::{BoardId, Digest};
use crate::objects::StagedPackage;
use crate::tx::{Read, Write};

/// What the registry read out of a package's bytes. The store checks nothing of it but that a version is never reused.
#[derive(Clone, Debug)]
pub struct NewPackage {
    /// The manifest's name, unique together with the version.
    pub name: String,
    /// Whose it is, as the manifest says. What a removed widget left behind is for packages of the same publisher alone.
    pub publisher: String,
    /// The manifest's version.
    pub version: String,
    /// `widget` or `theme`.
    pub kind: String,
    /// The whole manifest.
    pub manifest: Json,
    /// A PNG, re-encoded by the registry.
    pub picture: Option<Vec<u8>>,
}

/// A package of this workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// Names the bytes.
    pub digest: Digest,
    /// The manifest's name.
    pub name: String,
    /// The manifest's publisher.
    pub publisher: String,
    /// The manifest's version.
    pub version: String,
    /// `widget` or `theme`.
    pub kind: String,
    /// The whole manifest.
    pub manifest: Json,
    /// Whether [`Read::package_picture`] has one.
    pub has_picture: bool,
    /// Bytes.
    pub size: u64,
    /// Milliseconds since 1970.
    pub uploaded_at: i64,
}

/// What [`Write::add_package`] found.
#[derive(Clone, Debug, PartialEq)]
pub enum Added {
    /// It is new.
    New(Package),
    /// The same bytes were here already; nothing changed.
    Already(Package),
}

impl Added {
    /// The package, new or not.
    pub fn package(&self) -> &Package {
        match self {
            Self::New(package) | Self::Already(package) => package,
        }
    }
}

type Row = (String, String, String, String, String, String, i64, i64, i64);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT digest, name, publisher, version, kind, manifest_json, picture IS NOT NULL, size, uploaded_at FROM packages WHERE tenant = $1 ",
            $rest
        )
    };
}

fn package((digest, name, publisher, version, kind, manifest, has_picture, size, uploaded_at): Row) -> Result<Package> {
    Ok(Package {
        digest: Digest::stored(digest)?,
        name,
        publisher,
        version,
        kind,
        manifest: serde_json::from_str(&manifest).map_err(|_| StoreError::Unreadable { what: "manifest" })?,
        has_picture: has_picture != 0,
        size: u64::try_from(size).map_err(|_| StoreError::Unreadable { what: "size" })?,
        uploaded_at,
    })
}

/// What stands in the way of deleting a package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageUses {
    /// Boards with a widget of it, removed ones that can still be put back among them.
    pub boards: Vec<(BoardId, String)>,
    /// Whether it is only there for data that removed widgets left.
    pub kept: bool,
    /// Whether it is the chosen theme.
    pub theme: bool,
}

impl Read {
    /// Who uses a package, on whosever board.
    pub async fn package_uses(&mut self, digest: &Digest) -> Result<PackageUses> {
        let query = self
            .sql_as::<(String, String, i64)>(
                "SELECT b.id, b.name, MAX(CASE WHEN w.removed_at IS NULL OR w.undo IS NOT NULL THEN 1 ELSE 0 END)
                 FROM widgets w JOIN boards b ON b.tenant = w.tenant AND b.id = w.board
                 WHERE w.tenant = $1 AND w.package = $2 GROUP BY b.id, b.name ORDER BY b.name, b.id",
            )
            .bind(digest.as_str());
        let mut uses = PackageUses { theme: self.theme().await?.as_ref() == Some(digest), ..PackageUses::default() };
        for (board, name, standing) in self.all(query).await? {
            if standing == 0 {
                uses.kept = true;
            } else {
                uses.boards.push((BoardId::stored(board)?, name));
            }
        }
        Ok(uses)
    }

    /// Whether a package of these bytes was deleted here before: the samples do not come back by themselves then.
    pub async fn package_was_deleted(&mut self, digest: &Digest) -> Result<bool> {
        let query = self
            .sql_as::<(i64,)>("SELECT COUNT(*) FROM audit WHERE tenant = $1 AND action = 'package.deleted' AND subject = $2")
            .bind(digest.as_str());
        Ok(self.one(query).await?.0 > 0)
    }

    /// Every package, by name and then newest upload first.
    pub async fn packages(&mut self) -> Result<Vec<Package>> {
        let query = self.sql_as(select!("ORDER BY name, uploaded_at DESC, digest"));
        self.all(query).await?.into_iter().map(package).collect()
    }

    /// The package of that digest.
    pub async fn package(&mut self, digest: &Digest) -> Result<Option<Package>> {
        let query = self.sql_as(select!("AND digest = $2")).bind(digest.as_str());
        self.optional(query).await?.map(package).transpose()
    }

    /// The package of that digest, or [`StoreError::NotFound`].
    pub(crate) async fn known_package(&mut self, digest: &Digest) -> Result<Package> {
        let found = self.package(digest).await?;
        found.ok_or_else(|| StoreError::NotFound { what: "package", id: digest.to_string() })
    }

    /// Its picture, a PNG.
    pub async fn package_picture(&mut self, digest: &Digest) -> Result<Option<Vec<u8>>> {
        let query = self
            .sql_as::<(Option<Vec<u8>>,)>("SELECT picture FROM packages WHERE tenant = $1 AND digest = $2")
            .bind(digest.as_str());
        Ok(self.optional(query).await?.and_then(|(picture,)| picture))
    }

    /// Its bytes, read back and checked against the digest; `None` when this workspace has no such package, whoever
    /// else does. Fails with [`StoreError::DamagedPackage`] when the file is gone or is not what it was.
    pub async fn package_bytes(&mut self, digest: &Digest) -> Result<Option<Vec<u8>>> {
        match self.package(digest).await? {
            Some(_) => self.inner.objects.get(digest).await.map(Some),
            None => Ok(None),
        }
    }
}

impl Write {
    /// Deletes a package that nothing uses ([`Read::package_uses`]). Its bytes go with [`crate::Store::discard_package`], once this is
    /// committed. Writes `package.deleted` to the audit trail.
    pub async fn delete_package(&mut self, digest: &Digest, now_ms: i64) -> Result<()> {
        let package = self.known_package(digest).await?;
        let delete = self.sql("DELETE FROM packages WHERE tenant = $1 AND digest = $2").bind(digest.as_str());
        self.execute(delete).await?;
        let detail = serde_json::json!({ "name": package.name, "version": package.version });
        self.audit(now_ms, "package.deleted", digest.as_str(), &detail).await
    }

    /// Adds a package whose bytes [`crate::Store::stage_package`] made durable. Fails with
    /// [`StoreError::VersionExists`] when the name and version stand for other bytes.
    pub async fn add_package(&mut self, staged: StagedPackage, new: NewPackage, now_ms: i64) -> Result<Added> {
        if let Some(package) = self.package(&staged.digest).await? {
            return Ok(Added::Already(package));
        }
        if !self.inner.objects.has(&staged.digest) {
            // It was removed between staging and now, with the last package of these bytes.
            return Err(StoreError::Busy);
        }
        let taken = self
            .sql_as::<(String,)>("SELECT digest FROM packages WHERE tenant = $1 AND name = $2 AND version = $3")
            .bind(new.name.as_str())
            .bind(new.version.as_str());
        if let Some((existing,)) = self.optional(taken).await? {
            let existing = Digest::stored(existing)?;
            return Err(StoreError::VersionExists { name: new.name, version: new.version, existing });
        }
        let package = Package {
            digest: staged.digest,
            name: new.name,
            publisher: new.publisher,
            version: new.version,
            kind: new.kind,
            manifest: new.manifest,
            has_picture: new.picture.is_some(),
            size: staged.size,
            uploaded_at: now_ms,
        };
        let insert = self
            .sql(
                "INSERT INTO packages (tenant, digest, name, publisher, version, kind, manifest_json, picture, size, uploaded_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            )
            .bind(package.digest.as_str())
            .bind(package.name.as_str())
            .bind(package.publisher.as_str())
            .bind(package.version.as_str())
            .bind(package.kind.as_str())
            .bind(package.manifest.to_string())
            .bind(new.picture)
            .bind(i64::try_from(package.size).unwrap_or(i64::MAX))
            .bind(now_ms);
        self.execute(insert).await?;
        Ok(Added::New(package))
    }
}
