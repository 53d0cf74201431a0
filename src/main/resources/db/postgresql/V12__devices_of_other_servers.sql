-- Where the process that a device has registered with is reached by others, transport://host:port; NULL: they cannot.
ALTER TABLE location ADD COLUMN server TEXT;
