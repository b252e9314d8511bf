-- The first schema. Every row carries its tenant, and every key starts with it, so that no query can reach a row
-- without naming whose it is, and so that row level security can follow on PostgreSQL without moving a column.
-- Times are milliseconds since 1970 in UTC. Columns named *_json hold JSON text. Ids are UUIDv7 text.

CREATE TABLE tenants (
    tenant      TEXT   NOT NULL PRIMARY KEY,
    name        TEXT   NOT NULL,
    created_at  BIGINT NOT NULL
);

CREATE TABLE principals (
    tenant      TEXT   NOT NULL REFERENCES tenants (tenant),
    id          TEXT   NOT NULL,
    name        TEXT   NOT NULL,
    created_at  BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);

-- Only hashes of secrets are kept: who reads this file cannot sign in with it.
CREATE TABLE sessions (
    tenant       TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    principal    TEXT   NOT NULL,
    secret_hash  TEXT   NOT NULL UNIQUE,
    device       TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, principal) REFERENCES principals (tenant, id)
);

CREATE TABLE sign_in_tokens (
    tenant       TEXT   NOT NULL,
    token_hash   TEXT   NOT NULL UNIQUE,
    principal    TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    spent_at     BIGINT,
    PRIMARY KEY (tenant, token_hash),
    FOREIGN KEY (tenant, principal) REFERENCES principals (tenant, id)
);

CREATE TABLE boards (
    tenant      TEXT   NOT NULL REFERENCES tenants (tenant),
    id          TEXT   NOT NULL,
    name        TEXT   NOT NULL,
    created_at  BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);

-- The bytes are in the object folder under their digest; a row exists only once they are durable there.
CREATE TABLE packages (
    tenant         TEXT   NOT NULL REFERENCES tenants (tenant),
    digest         TEXT   NOT NULL,
    name           TEXT   NOT NULL,
    version        TEXT   NOT NULL,
    kind           TEXT   NOT NULL,
    manifest_json  TEXT   NOT NULL,
    picture        BLOB,
    size           BIGINT NOT NULL,
    uploaded_at    BIGINT NOT NULL,
    PRIMARY KEY (tenant, digest),
    UNIQUE (tenant, name, version)
);

-- removed_at is set while a widget is off its board and its data is kept for the next install of the same package name.
CREATE TABLE widgets (
    tenant         TEXT   NOT NULL,
    id             TEXT   NOT NULL,
    board          TEXT   NOT NULL,
    package        TEXT   NOT NULL,
    name           TEXT   NOT NULL,
    position       BIGINT NOT NULL,
    paused         BIGINT NOT NULL DEFAULT 0,
    granted_json   TEXT   NOT NULL,
    settings_json  TEXT   NOT NULL,
    installed_at   BIGINT NOT NULL,
    removed_at     BIGINT,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, board) REFERENCES boards (tenant, id),
    FOREIGN KEY (tenant, package) REFERENCES packages (tenant, digest)
);
CREATE INDEX widgets_of_a_board ON widgets (tenant, board, removed_at, position);

-- viewer is '' for the state that a whole board shares, else a principal's id.
CREATE TABLE states (
    tenant           TEXT   NOT NULL,
    widget           TEXT   NOT NULL,
    viewer           TEXT   NOT NULL,
    version          BIGINT NOT NULL,
    bytes            BLOB   NOT NULL,
    package_version  TEXT   NOT NULL,
    refresh_after    BIGINT,
    updated_at       BIGINT NOT NULL,
    PRIMARY KEY (tenant, widget, viewer),
    FOREIGN KEY (tenant, widget) REFERENCES widgets (tenant, id) ON DELETE CASCADE
);

-- Keys are bytes, so that order and prefixes mean the same in every database and a NUL is a byte like any other.
-- size = bytes of key + value; its index answers "how full" without touching a value.
CREATE TABLE storage (
    tenant  TEXT   NOT NULL,
    widget  TEXT   NOT NULL,
    key     BLOB   NOT NULL,
    value   BLOB   NOT NULL,
    size    BIGINT NOT NULL,
    PRIMARY KEY (tenant, widget, key),
    FOREIGN KEY (tenant, widget) REFERENCES widgets (tenant, id) ON DELETE CASCADE
);
CREATE INDEX storage_sizes ON storage (tenant, widget, size);

-- What a client's event produced, so that a second delivery gets the first one's answer. seq rises per widget.
CREATE TABLE events (
    tenant   TEXT   NOT NULL,
    widget   TEXT   NOT NULL,
    viewer   TEXT   NOT NULL,
    event    TEXT   NOT NULL,
    version  BIGINT NOT NULL,
    seq      BIGINT NOT NULL,
    PRIMARY KEY (tenant, widget, viewer, event),
    FOREIGN KEY (tenant, widget) REFERENCES widgets (tenant, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX events_by_age ON events (tenant, widget, seq);

CREATE TABLE runs (
    tenant             TEXT   NOT NULL,
    widget             TEXT   NOT NULL,
    seq                BIGINT NOT NULL,
    at                 BIGINT NOT NULL,
    event              TEXT   NOT NULL,
    kind               TEXT,
    wall_us            BIGINT NOT NULL,
    fuel               BIGINT NOT NULL,
    gate_calls         BIGINT NOT NULL,
    memory_peak_bytes  BIGINT NOT NULL,
    refused            BIGINT NOT NULL,
    PRIMARY KEY (tenant, widget, seq),
    FOREIGN KEY (tenant, widget) REFERENCES widgets (tenant, id) ON DELETE CASCADE
);

-- Sums over all runs ever, the ring's forgotten ones included. calls is also the seq of the last run.
CREATE TABLE usage_totals (
    tenant             TEXT   NOT NULL,
    widget             TEXT   NOT NULL,
    calls              BIGINT NOT NULL,
    fuel               BIGINT NOT NULL,
    gate_calls         BIGINT NOT NULL,
    memory_peak_bytes  BIGINT NOT NULL,
    wall_us            BIGINT NOT NULL,
    refused            BIGINT NOT NULL,
    PRIMARY KEY (tenant, widget),
    FOREIGN KEY (tenant, widget) REFERENCES widgets (tenant, id) ON DELETE CASCADE
);

CREATE TABLE theme_choices (
    tenant     TEXT   NOT NULL PRIMARY KEY REFERENCES tenants (tenant),
    package    TEXT   NOT NULL,
    chosen_at  BIGINT NOT NULL,
    FOREIGN KEY (tenant, package) REFERENCES packages (tenant, digest)
);

CREATE TABLE audit (
    tenant       TEXT   NOT NULL REFERENCES tenants (tenant),
    seq          BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    actor        TEXT   NOT NULL,
    action       TEXT   NOT NULL,
    subject      TEXT   NOT NULL,
    detail_json  TEXT   NOT NULL,
    PRIMARY KEY (tenant, seq)
);

-- The trail is append-only even against our own mistakes.
CREATE TRIGGER audit_is_never_rewritten BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
CREATE TRIGGER audit_is_never_erased BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
