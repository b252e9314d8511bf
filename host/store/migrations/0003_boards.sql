-- Several boards: an order of each owner's own, a size for each widget, and who else may see a board.
-- position is that of the owner's boards, from 0. version rises with every change of a board's name, place, sharing or layout.
-- shared: 'no', 'view' (others see it) or 'use' (others use its widgets, too). removed_at: off the list, to be erased or put back.
ALTER TABLE boards ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
ALTER TABLE boards ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE boards ADD COLUMN owner TEXT NOT NULL DEFAULT '';
ALTER TABLE boards ADD COLUMN shared TEXT NOT NULL DEFAULT 'no';
ALTER TABLE boards ADD COLUMN removed_at BIGINT;
UPDATE boards SET
    owner = COALESCE((SELECT p.id FROM principals p WHERE p.tenant = boards.tenant ORDER BY p.created_at, p.id LIMIT 1), ''),
    position = (SELECT COUNT(*) FROM boards o WHERE o.tenant = boards.tenant
        AND (o.created_at < boards.created_at OR (o.created_at = boards.created_at AND o.id < boards.id)));
CREATE INDEX boards_of_a_person ON boards (tenant, owner, position);

-- How wide: small, medium or large (1, 2 or 3 columns), or full (the whole row).
ALTER TABLE widgets ADD COLUMN size TEXT NOT NULL DEFAULT 'medium';
