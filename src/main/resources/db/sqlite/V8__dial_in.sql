-- The PIN by which people call into a conference: no other that goes on has the same.
ALTER TABLE conference ADD COLUMN pin TEXT;
CREATE UNIQUE INDEX conference_pin ON conference (pin) WHERE active AND pin IS NOT NULL;
