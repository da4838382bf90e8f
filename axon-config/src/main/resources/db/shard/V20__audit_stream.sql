-- How far each collector has the audit trail of this shard, and which process sends to it.
CREATE TABLE audit_stream (
    sink          VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    position      BIGINT      NOT NULL,
    owner         VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    claimed_until BIGINT      NOT NULL DEFAULT 0 COMMENT 'milliseconds since the epoch'
);
