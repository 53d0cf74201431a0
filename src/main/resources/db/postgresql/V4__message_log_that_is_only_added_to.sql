-- The log is only added to: what became of a message, and who still waits for it, stand in small tables of their own. Times as in V1.

-- What became of messages, such as DELIVERED or FAILED. A message without a row here is on its way, or waits.
CREATE TABLE outcome (
    message_id    BIGINT PRIMARY KEY,
    status        TEXT NOT NULL,
    noted_at      BIGINT NOT NULL,
    response_code INTEGER
);
INSERT INTO outcome SELECT id, status, COALESCE(delivered_at, accepted_at), response_code FROM message
    WHERE status NOT IN ('ACCEPTED', 'KEPT') ORDER BY id;

-- Messages that wait for their receiver, at most until kept_until. attempts counts how often one was handed out.
CREATE TABLE kept_message (
    message_id    BIGINT PRIMARY KEY,
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
DROP INDEX message_request;
DROP INDEX message_kept;
DROP INDEX message_accepted_at;
DROP INDEX message_message_id;
ALTER TABLE message DROP COLUMN status, DROP COLUMN delivered_at, DROP COLUMN response_code, DROP COLUMN kept_until,
    DROP COLUMN topic, ADD COLUMN request_key BIGINT;
CREATE UNIQUE INDEX message_request_key ON message (request_key) WHERE request_key IS NOT NULL;
-- The other messages of a command are found by its conference.
CREATE INDEX message_message_id ON message (message_id) WHERE message_id IS NOT NULL AND conference_id IS NULL;
