-- Images that the views of a package may show, each a PNG that the registry wrote. Their names are in the package's manifest.
CREATE TABLE package_images (
    tenant  TEXT  NOT NULL,
    digest  TEXT  NOT NULL,
    name    TEXT  NOT NULL,
    png     BLOB  NOT NULL,
    PRIMARY KEY (tenant, digest, name),
    FOREIGN KEY (tenant, digest) REFERENCES packages (tenant, digest) ON DELETE CASCADE
);
