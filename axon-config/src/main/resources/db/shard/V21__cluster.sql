-- Which processes there are. Used on the first shard only.
CREATE TABLE cluster_node (
    name        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    incarnation VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the process that goes by the name now',
    description JSON         NOT NULL COMMENT 'address, roles, and what it handles',
    lease_until BIGINT       NOT NULL COMMENT 'milliseconds since the epoch, by the clock of the database'
);

-- One row: what the nodes know each other by, wrapped by the master key.
CREATE TABLE cluster_secret (
    id      TINYINT         NOT NULL PRIMARY KEY,
    wrapped VARBINARY(2048) NOT NULL
);
