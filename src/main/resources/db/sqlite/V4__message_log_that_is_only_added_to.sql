-- The log is only added to: what became of a message, and who still waits for it, stand in small tables of their own. Times as in V1.

-- What became of messages, such as DELIVERED or FAILED. A message without a row here is on its way, or waits.
CREATE TABLE outcome (
    message_id    INTEGER PRIMARY KEY,
    status        TEXT NOT NULL,
    noted_at      BIGINT NOT NULL,
    response_code INTEGER
);
INSERT INTO outcome SELECT id, status, COALESCE(delivered_at, accepted_at), response_code FROM message
    WHERE status NOT IN ('ACCEPTED', 'KEPT') ORDER BY id;

-- Messages that wait for their receiver, at most until kept_until. attempts counts how often one was handed out.
CREATE TABLE kept_message (
    message_id    INTEGER PRIMARY KEY,
    sender        TEXT,
    receiver      TEXT NOT NULL,
    kept_until    BIGINT NOT NULL,
    topic         TEXT,
    attempts      INTEGER NOT NULL
);
INSERT INTO kept_message SELECT id, sender, receiver, kept_until, topic, 0 FROM message WHERE status = 'KEPT' ORDER BY id;
CREATE INDEX kept_message_receiver ON kept_message (receiver, message_id);

-- request_key: 64 bits of a hash of sender, Call-ID and CSeq of a SIP request; the second one of the same is a repeat. Requests
-- from before this version have none: a repeat of such a one that comes after the upgrade counts as new.
CREATE TABLE message_v5 (
    id            INTEGER PRIMARY KEY,
    accepted_at   BIGINT NOT NULL,
    hop           TEXT NOT NULL,
    operation     TEXT,
    detail        TEXT,
    sender        TEXT,
    receiver      TEXT,
    call_id       TEXT,
    cseq          BIGINT,
    message_id    TEXT,
    conference_id TEXT,
    content_type  TEXT,
    raw           BLOB NOT NULL,
    request_key   BIGINT
);
INSERT INTO message_v5 SELECT id, accepted_at, hop, operation, detail, sender, receiver, call_id, cseq, message_id, conference_id,
    content_type, raw, NULL FROM message ORDER BY id;
DROP TABLE message;
ALTER TABLE message_v5 RENAME TO message;
CREATE UNIQUE INDEX message_request_key ON message (request_key) WHERE request_key IS NOT NULL;
CREATE INDEX message_conference ON message (conference_id, id) WHERE conference_id IS NOT NULL;
-- The other messages of a command are found by its conference.
CREATE INDEX message_message_id ON message (message_id) WHERE message_id IS NOT NULL AND conference_id IS NULL;
