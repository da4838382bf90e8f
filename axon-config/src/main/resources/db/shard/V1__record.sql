-- The record of one shard. Every table carries the workspace (the shard key) or a key that starts with it.

-- One row. Its lock puts the writers of all processes in line, so that positions are committed in order and without gaps.
CREATE TABLE stream_head (
    id       TINYINT NOT NULL PRIMARY KEY,
    position BIGINT  NOT NULL
);
INSERT INTO stream_head VALUES (1, 0);

CREATE TABLE event (
    position  BIGINT      NOT NULL PRIMARY KEY,
    workspace VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    stream    VARCHAR(50) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sequence  BIGINT      NOT NULL,
    type      VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    revision  SMALLINT    NOT NULL,
    at        BIGINT      NOT NULL COMMENT 'microseconds since the epoch',
    subject   BIGINT      NULL COMMENT 'ts of the message it is about',
    once_key  BINARY(16)  NULL COMMENT 'hash of what may happen once in the stream',
    meta      VARBINARY(1024) NOT NULL COMMENT 'JSON: actor, app, cause, correlation, address class',
    facts     MEDIUMBLOB  NOT NULL COMMENT 'JSON of the logical type and revision',
    content   MEDIUMBLOB  NULL COMMENT 'what a person wrote, as the content vault sealed it',
    UNIQUE KEY stream_sequence (stream, sequence),
    UNIQUE KEY stream_once (stream, once_key),
    KEY stream_subject (stream, subject)
);

CREATE TABLE snapshot (
    stream     VARCHAR(50)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    sequence   BIGINT       NOT NULL,
    type       VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    class_name VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    revision   VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at         BIGINT       NOT NULL,
    state      MEDIUMBLOB   NOT NULL
);

-- Filled on the first shard only: where each workspace lives.
CREATE TABLE shard_directory (
    workspace VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    shard     INT         NOT NULL,
    placed_at BIGINT      NOT NULL
);

CREATE TABLE projection_serving (
    projection VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    shard      INT         NOT NULL,
    generation INT         NOT NULL,
    version    INT         NOT NULL,
    PRIMARY KEY (projection, shard)
);

CREATE TABLE projection_token (
    projection    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    shard         INT         NOT NULL,
    generation    INT         NOT NULL,
    position      BIGINT      NOT NULL,
    owner         VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    claimed_until BIGINT      NOT NULL DEFAULT 0 COMMENT 'milliseconds since the epoch',
    PRIMARY KEY (projection, shard, generation)
);

-- Positions, never copies: the event itself stays in one place, where its content can be erased.
CREATE TABLE dead_letter (
    projection  VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    shard       INT          NOT NULL,
    generation  INT          NOT NULL,
    position    BIGINT       NOT NULL,
    stream      VARCHAR(50)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cause       VARCHAR(500) NULL COMMENT 'null while it only waits behind another',
    enqueued_at BIGINT       NOT NULL COMMENT 'milliseconds since the epoch',
    PRIMARY KEY (projection, shard, generation, position),
    KEY by_stream (projection, shard, generation, stream, position)
);

-- What only the reader sees. State, not events; replays leave it alone.
CREATE TABLE reader_mark (
    channel   VARCHAR(50) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user      VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    last_read BIGINT      NOT NULL,
    PRIMARY KEY (channel, user)
);
CREATE TABLE reader_conversation (
    person  VARCHAR(50) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    channel VARCHAR(50) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    open    TINYINT     NOT NULL,
    PRIMARY KEY (person, channel)
);
CREATE TABLE reader_presence (
    person VARCHAR(50) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    away   TINYINT     NOT NULL
);
