-- People of a workspace: its owner, and members whom the owner invited. A removed one stays as a name in what they did.
ALTER TABLE principals ADD COLUMN role TEXT NOT NULL DEFAULT 'member';
ALTER TABLE principals ADD COLUMN last_seen BIGINT;
ALTER TABLE principals ADD COLUMN removed_at BIGINT;
UPDATE principals SET role = 'owner' WHERE NOT EXISTS (SELECT 1 FROM principals o WHERE o.tenant = principals.tenant
    AND (o.created_at < principals.created_at OR (o.created_at = principals.created_at AND o.id < principals.id)));
