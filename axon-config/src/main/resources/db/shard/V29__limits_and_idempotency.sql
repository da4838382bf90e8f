-- Token buckets that edges share, on the first shard only. Who is counted cannot be read from them.
CREATE TABLE rate_bucket (
    id         BINARY(16)     NOT NULL PRIMARY KEY COMMENT 'hash of what is counted',
    state      VARBINARY(512) NULL COMMENT 'as Bucket4j writes it',
    expires_at BIGINT         NOT NULL COMMENT 'milliseconds since the epoch',
    KEY by_expiry (expires_at)
);

-- Calls with an Idempotency-Key, for a day. All that tells of what was said is under a key that only the caller has.
CREATE TABLE idempotent_call (
    workspace VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    id        BINARY(16) NOT NULL COMMENT 'keyed hash of the Idempotency-Key',
    request   BINARY(32) NOT NULL COMMENT 'keyed hash of method and arguments',
    claim     BIGINT     NOT NULL COMMENT 'of whoever carries it out',
    claimed   BIGINT     NOT NULL COMMENT 'milliseconds since the epoch; 0 when it is done',
    answer    MEDIUMBLOB NULL COMMENT 'sealed',
    created   BIGINT     NOT NULL COMMENT 'milliseconds since the epoch',
    PRIMARY KEY (workspace, id),
    KEY by_age (created)
);
