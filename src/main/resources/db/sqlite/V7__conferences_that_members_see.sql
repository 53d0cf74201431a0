-- Who may see a conference: its owner, its moderator, and the users who take part.
CREATE TABLE conference_viewer (
    user_name  TEXT NOT NULL,
    conference BIGINT NOT NULL,
    PRIMARY KEY (user_name, conference)
);
INSERT INTO conference_viewer (user_name, conference) SELECT owner, id FROM conference;
CREATE INDEX conference_viewer_conference ON conference_viewer (conference);
DROP INDEX conference_owner;

-- Rows of one conference and topic run in order only within a lane: one for each person who is told, so that nobody waits for another.
ALTER TABLE outbox ADD COLUMN lane TEXT NOT NULL DEFAULT '';
DROP INDEX outbox_order;
CREATE INDEX outbox_order ON outbox (topic, conference_id, lane, id);

-- What a command says, as a digest: the same MessageID with other words is refused.
ALTER TABLE answered_command ADD COLUMN digest TEXT;
