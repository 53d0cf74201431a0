-- What Kamailio's modules auth_db and acc want, for SQLite and PostgreSQL; without the indexes that accounting does not need.
CREATE TABLE version (table_name VARCHAR(32) NOT NULL PRIMARY KEY, table_version INTEGER DEFAULT 0 NOT NULL);
INSERT INTO version (table_name, table_version) VALUES ('subscriber', 7), ('acc', 5), ('missed_calls', 4);
CREATE TABLE subscriber (username VARCHAR(64) NOT NULL, domain VARCHAR(64) NOT NULL, ha1 VARCHAR(128) NOT NULL, PRIMARY KEY (username, domain));
CREATE TABLE acc (method VARCHAR(16) NOT NULL, from_tag VARCHAR(128) NOT NULL, to_tag VARCHAR(128), callid VARCHAR(255) NOT NULL, sip_code VARCHAR(3) NOT NULL, sip_reason VARCHAR(128) NOT NULL, time TIMESTAMP NOT NULL, src_user VARCHAR(64), src_domain VARCHAR(128), dst_user VARCHAR(64), dst_domain VARCHAR(128));
CREATE TABLE missed_calls (method VARCHAR(16) NOT NULL, from_tag VARCHAR(128) NOT NULL, to_tag VARCHAR(128), callid VARCHAR(255) NOT NULL, sip_code VARCHAR(3) NOT NULL, sip_reason VARCHAR(128) NOT NULL, time TIMESTAMP NOT NULL, src_user VARCHAR(64), src_domain VARCHAR(128), dst_user VARCHAR(64), dst_domain VARCHAR(128));
