-- The keys of one shard's content. A database of its own, so that a backup of the record never holds them.

-- Each workspace's key, wrapped by the master key. A version that is replaced is deleted once nothing is wrapped by it.
CREATE TABLE workspace_key (
    workspace  VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version    INT         NOT NULL,
    wrapped    VARBINARY(2048) NOT NULL,
    created_at BIGINT      NOT NULL COMMENT 'milliseconds since the epoch',
    PRIMARY KEY (workspace, version)
);

-- What is left of the keys of 1,024 consecutive events of a stream, wrapped by the workspace's key. Erasing an event takes
-- its key out of here; nothing else holds it.
CREATE TABLE content_key (
    stream      VARCHAR(50) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    number      BIGINT      NOT NULL COMMENT 'sequence / 1024',
    epoch       INT         NOT NULL COMMENT 'above 0 where sequences are written again after a restore',
    workspace   VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    key_version INT         NOT NULL,
    destroyed   INT         NOT NULL COMMENT 'how many of the 1,024 keys are gone',
    wrapped     BLOB        NOT NULL,
    PRIMARY KEY (stream, number, epoch),
    KEY by_key (workspace, key_version)
);

-- One row: up to where the record's erasures have been carried out here.
CREATE TABLE destruction (
    id       TINYINT NOT NULL PRIMARY KEY,
    position BIGINT  NOT NULL
);
INSERT INTO destruction VALUES (1, 0);

-- One row. Locked while a workspace's key is made, so that the master key can be replaced without losing one.
CREATE TABLE master_lock (
    id TINYINT NOT NULL PRIMARY KEY
);
INSERT INTO master_lock VALUES (1);
