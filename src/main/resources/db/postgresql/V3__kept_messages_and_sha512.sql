-- When a kept message is given up, and what it is about: a newer one about the same takes its place. Times as in V1.
ALTER TABLE message ADD COLUMN kept_until BIGINT;
ALTER TABLE message ADD COLUMN topic TEXT;
UPDATE message SET kept_until = accepted_at + 604800000000 WHERE status = 'KEPT';

-- The third digest of RFC 8760. Passwords set before have none.
ALTER TABLE account ADD COLUMN ha1_sha512 TEXT;
