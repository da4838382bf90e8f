-- Exports that were asked for. What they contain is in files; here is only what was asked and how far it is.
CREATE TABLE export_job (
    id              VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    workspace       VARCHAR(24)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node            VARCHAR(36)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the folder that it is made in',
    digest          CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the request',
    request         MEDIUMTEXT   CHARACTER SET utf8mb4 NOT NULL COMMENT 'JSON',
    state           VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    failure         VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    asked_at        BIGINT       NOT NULL COMMENT 'milliseconds since the epoch',
    first_asked_at  BIGINT       NOT NULL COMMENT 'when the same request was first made',
    ended_at        BIGINT       NULL,
    events          BIGINT       NOT NULL DEFAULT 0,
    total           BIGINT       NOT NULL DEFAULT 0,
    items           BIGINT       NOT NULL DEFAULT 0,
    failed          BIGINT       NOT NULL DEFAULT 0,
    exceptions      BIGINT       NOT NULL DEFAULT 0,
    size            BIGINT       NOT NULL DEFAULT 0,
    sha256          CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NULL,
    KEY by_workspace (workspace, asked_at),
    KEY by_digest (digest),
    KEY by_state (node, state)
);
