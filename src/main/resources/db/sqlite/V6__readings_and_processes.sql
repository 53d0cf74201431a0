-- Who has read the message log. Times as in V1.
CREATE TABLE log_reading (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    began_at  BIGINT NOT NULL,
    reader    TEXT NOT NULL,
    how       TEXT NOT NULL,
    subject   TEXT NOT NULL,
    row_count BIGINT NOT NULL
);

-- Every process at the database has devices of its own: those that it reaches by its connections. Times as in V1.
CREATE TABLE location_v7 (
    process    TEXT NOT NULL,
    aor        TEXT NOT NULL,
    ordinal    INTEGER NOT NULL,
    contact    TEXT NOT NULL,
    instance   TEXT,
    reg_id     INTEGER NOT NULL,
    call_id    TEXT NOT NULL,
    cseq       BIGINT NOT NULL,
    quality    INTEGER NOT NULL,
    flow       TEXT,
    lasting    BOOLEAN NOT NULL,
    path       TEXT NOT NULL,
    user_agent TEXT,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (process, aor, ordinal)
);
-- Devices from before belong to the first process that starts.
INSERT INTO location_v7 SELECT '', aor, ordinal, contact, instance, reg_id, call_id, cseq, quality, flow, lasting, path,
    user_agent, expires_at FROM location;
DROP TABLE location;
ALTER TABLE location_v7 RENAME TO location;
