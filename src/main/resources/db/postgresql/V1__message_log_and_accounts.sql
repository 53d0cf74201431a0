-- Times are microseconds since 1970, UTC.

-- Every message of every hop. Content and telephone numbers are kept here and nowhere else.
CREATE TABLE message (
    id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
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
    raw           BYTEA NOT NULL,
    status        TEXT NOT NULL,
    delivered_at  BIGINT,
    response_code INTEGER
);
-- A SIP request is known by its sender, Call-ID and CSeq; the second one of the same is a repeat.
CREATE UNIQUE INDEX message_request ON message (call_id, cseq, sender) WHERE hop = 'SIP';
CREATE INDEX message_conference ON message (conference_id, id) WHERE conference_id IS NOT NULL;
CREATE INDEX message_message_id ON message (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX message_kept ON message (receiver, id) WHERE status = 'KEPT';
CREATE INDEX message_accepted_at ON message (accepted_at);

CREATE TABLE account (
    user_name    TEXT PRIMARY KEY,
    display_name TEXT NOT NULL,
    ha1_md5      TEXT NOT NULL,
    ha1_sha256   TEXT NOT NULL,
    role         TEXT NOT NULL
);

-- Where the registered devices are.
CREATE TABLE location (
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
    PRIMARY KEY (aor, ordinal)
);

-- Values generated when the product first ran, such as the key that identities are signed with.
CREATE TABLE secret (
    name  TEXT PRIMARY KEY,
    value BYTEA NOT NULL
);
