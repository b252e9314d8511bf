-- What was removed a moment ago and can be put back until a point in time. widget is NULL when a whole board was removed.
-- erase is 1 when what it removed is erased once that time is over, 0 when its data is kept.
CREATE TABLE undos (
    tenant   TEXT   NOT NULL REFERENCES tenants (tenant),
    id       TEXT   NOT NULL,
    board    TEXT   NOT NULL,
    widget   TEXT,
    erase    BIGINT NOT NULL,
    ends_at  BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX undos_by_end ON undos (tenant, ends_at);

-- The undo that brings a removed widget back: its own, or its board's. NULL once it is too late.
ALTER TABLE widgets ADD COLUMN undo TEXT;
CREATE INDEX widgets_of_an_undo ON widgets (tenant, undo);
