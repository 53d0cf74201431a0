-- When a conference ended, so that it can be forgotten some time later; those that have ended are taken as ending now. Times as in V1.

ALTER TABLE conference ADD COLUMN ended_at BIGINT;
UPDATE conference SET ended_at = CAST(strftime('%s', 'now') AS INTEGER) * 1000000 WHERE NOT active;
CREATE INDEX conference_ended_at ON conference (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX answered_command_conference ON answered_command (conference_id);
CREATE INDEX outbox_conference ON outbox (conference_id);
