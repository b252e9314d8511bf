-- What each run asked for at the gate: a JSON list of operations with how often.
ALTER TABLE runs ADD COLUMN asked_json TEXT NOT NULL DEFAULT '[]';
