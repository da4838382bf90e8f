-- How far the transparency logs over this shard's events are. Written before a checkpoint is signed, by the one process that
-- holds the claim: so no two checkpoints can contradict each other, whoever writes.
CREATE TABLE proof_log (
    origin        VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    size          BIGINT      NOT NULL,
    root          BINARY(32)  NOT NULL COMMENT 'RFC 6962 root over the first size events',
    owner         VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    claimed_until BIGINT      NOT NULL DEFAULT 0 COMMENT 'milliseconds since the epoch'
);
