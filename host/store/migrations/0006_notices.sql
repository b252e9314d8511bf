-- What the host tells one person. subject is what it is about: while a notice of a kind about a subject is unread, there is no second.
CREATE TABLE notices (
    tenant     TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    principal  TEXT   NOT NULL,
    at         BIGINT NOT NULL,
    kind       TEXT   NOT NULL,
    subject    TEXT   NOT NULL,
    title      TEXT   NOT NULL,
    text       TEXT   NOT NULL,
    board      TEXT,
    widget     TEXT,
    read_at    BIGINT,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, principal) REFERENCES principals (tenant, id)
);
CREATE INDEX notices_of_a_person ON notices (tenant, principal, id);
