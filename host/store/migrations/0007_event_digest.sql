-- What an event said, so that another one under the same id is not taken for it. NULL for events of before.
ALTER TABLE events ADD COLUMN digest TEXT;
