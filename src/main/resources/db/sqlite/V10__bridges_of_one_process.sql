-- The only process that can do this work, because the bridge it is for is part of it; NULL: any.
ALTER TABLE outbox ADD COLUMN process TEXT;

-- Processes at the database. Each counts on while it runs: of one whose number stands still the others know that it is gone.
CREATE TABLE process (
    name  TEXT NOT NULL PRIMARY KEY,
    beats BIGINT NOT NULL
);
