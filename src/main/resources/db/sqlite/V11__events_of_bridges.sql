-- How far the events of bridges that report over HTTP were taken: up to this number nothing is missing.
CREATE TABLE bridge_events (
    bridge TEXT NOT NULL PRIMARY KEY,
    epoch  TEXT NOT NULL,
    number INTEGER NOT NULL
);
