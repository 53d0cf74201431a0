-- Conferences: what happened, in order, and what is still to be done about it. Times as in V1.

CREATE TABLE conference (
    id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conference_id TEXT NOT NULL UNIQUE,
    version       BIGINT NOT NULL,
    owner         TEXT NOT NULL,
    active        BOOLEAN NOT NULL,
    due           BIGINT
);
CREATE INDEX conference_owner ON conference (owner, id);
CREATE INDEX conference_due ON conference (due) WHERE due IS NOT NULL;
CREATE INDEX conference_active ON conference (id) WHERE active;

CREATE TABLE conference_event (
    conference_id TEXT NOT NULL,
    version       BIGINT NOT NULL,
    type          TEXT NOT NULL,
    event         TEXT NOT NULL,
    PRIMARY KEY (conference_id, version)
);

-- The first answer to every command, by which a repeated command is answered.
CREATE TABLE answered_command (
    message_id    TEXT NOT NULL,
    user_name     TEXT NOT NULL,
    conference_id TEXT NOT NULL,
    answer        TEXT NOT NULL,
    PRIMARY KEY (message_id, user_name)
);

-- Work that follows from events. A row is invisible until not_before; taker is the process that works on it.
CREATE TABLE outbox (
    id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic         TEXT NOT NULL,
    conference_id TEXT NOT NULL,
    version       BIGINT NOT NULL,
    payload       TEXT NOT NULL,
    attempts      INTEGER NOT NULL,
    not_before    BIGINT NOT NULL,
    taker         TEXT
);
CREATE INDEX outbox_order ON outbox (topic, conference_id, id);
