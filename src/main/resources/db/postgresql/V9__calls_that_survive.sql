-- Calls of the embedded bridge that are up, or over and not yet told: what a restart after a crash goes on with.

CREATE TABLE bridge_leg (
    process TEXT NOT NULL,
    leg     TEXT NOT NULL,
    kept    TEXT NOT NULL,
    PRIMARY KEY (process, leg)
);
