-- The log is only added to: what became of a message, and who still waits for it, stand in small tables of their own. Times as in V1.

-- What became of messages: DELIVERED or FAILED. A message without a row here is on its way, or waits.
CREATE TABLE outcome (
    message_id    BIGINT PRIMARY KEY,
    status        TEXT NOT NULL,
    noted_at      BIGINT NOT NULL,
    response_code INTEGER
);
INSERT INTO outcome SELECT id, status, COALESCE(delivered_at, accepted_at), response_code FROM message
    WHERE status IN ('DELIVERED', 'FAILED') ORDER BY id;

-- Messages that wait for their receiver.
CREATE TABLE kept_message (
    message_id    BIGINT PRIMARY KEY,
    receiver      TEXT NOT NULL,
    accepted_at   BIGINT NOT NULL
);
INSERT INTO kept_message SELECT id, receiver, accepted_at FROM message WHERE status = 'KEPT' ORDER BY id;
CREATE INDEX kept_message_receiver ON kept_message (receiver, message_id);

-- request_key: 64 bits of a hash of sender, Call-ID and CSeq of a SIP request; the second one of the same is a repeat. Requests
-- from before this version have none: a repeat of such a one that comes after the upgrade counts as new.
DROP INDEX message_request;
DROP INDEX message_kept;
DROP INDEX message_accepted_at;
ALTER TABLE message DROP COLUMN status, DROP COLUMN delivered_at, DROP COLUMN response_code, ADD COLUMN request_key BIGINT;
CREATE UNIQUE INDEX message_request_key ON message (request_key) WHERE request_key IS NOT NULL;
