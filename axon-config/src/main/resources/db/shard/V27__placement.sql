-- Raised with every change of workspace_fence, so that a writer whose guess of the head still holds knows the fences too.
ALTER TABLE stream_head ADD COLUMN fences BIGINT NOT NULL DEFAULT 0;

-- Grows with every move of the workspace.
ALTER TABLE shard_directory ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0;

-- Room for where an event lay before its workspace was moved.
ALTER TABLE event MODIFY COLUMN meta VARBINARY(1152) NOT NULL COMMENT 'JSON: actor, app, cause, correlation, address class, from';

-- Who believes in a placement that is older than this may not write the workspace here.
CREATE TABLE workspace_fence (
    workspace VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    epoch     BIGINT      NOT NULL
);

-- How much of a workspace has come from another shard.
CREATE TABLE workspace_arrival (
    workspace       VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    epoch           BIGINT      NOT NULL COMMENT 'of the placement that the move began with',
    source_shard    INT         NOT NULL,
    source_position BIGINT      NOT NULL COMMENT 'everything up to it is here',
    events          BIGINT      NOT NULL
);

-- Where it came to lie: everything up to source_position lies up to position. For cursors from before the move.
CREATE TABLE workspace_arrival_run (
    workspace       VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    source_shard    INT         NOT NULL,
    source_position BIGINT      NOT NULL,
    position        BIGINT      NOT NULL,
    PRIMARY KEY (workspace, source_shard, source_position)
);

-- Filled on the first shard only, beside the directory: the last move of each workspace.
CREATE TABLE workspace_move (
    workspace     VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    source        INT         NOT NULL,
    target        INT         NOT NULL,
    epoch         BIGINT      NOT NULL COMMENT 'of the placement that it began with',
    fence         BIGINT      NOT NULL COMMENT 'of the last write pause, and of the placement after the switch',
    state         VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    stop          TINYINT     NOT NULL DEFAULT 0,
    detail        VARCHAR(500) NULL,
    copied        BIGINT      NOT NULL DEFAULT 0 COMMENT 'events',
    position      BIGINT      NOT NULL DEFAULT 0 COMMENT 'of the source, up to which all was copied',
    head          BIGINT      NOT NULL DEFAULT 0 COMMENT 'of the source when it was looked at last',
    asked_at      BIGINT      NOT NULL COMMENT 'milliseconds since the epoch, as are the others',
    switched_at   BIGINT      NULL,
    ended_at      BIGINT      NULL,
    pause_millis  BIGINT      NULL COMMENT 'how long writes waited',
    owner         VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    claimed_until BIGINT      NOT NULL DEFAULT 0
);
