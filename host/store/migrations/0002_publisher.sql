-- Whose a package is, as its manifest says: what a removed widget left behind comes back to the same publisher alone.
ALTER TABLE packages ADD COLUMN publisher TEXT NOT NULL DEFAULT '';
UPDATE packages SET publisher = COALESCE(manifest_json ->> 'publisher', '');
