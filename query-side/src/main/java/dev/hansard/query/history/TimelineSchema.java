// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.history;

import java.util.List;

/** The timeline's tables. {@code channel} is a channel key {@code T…/C…}, so it starts with the shard key. */
final class TimelineSchema {
    private static final String IDS = " ENGINE=InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin";

    /** {@code shown}: in the channel's history (roots, broadcasts, notices, tombstones), not only in a thread. */
    private static final String MESSAGE = """
            CREATE TABLE ${message} (
              channel VARCHAR(50) NOT NULL,
              ts BIGINT NOT NULL,
              thread_ts BIGINT NULL,
              shown TINYINT NOT NULL,
              author VARCHAR(24) NOT NULL,
              position BIGINT NOT NULL,
              edit_position BIGINT NULL,
              deleted TINYINT NOT NULL DEFAULT 0,
              PRIMARY KEY (channel, ts),
              KEY shown (channel, shown, ts),
              KEY thread (channel, thread_ts, ts))""";

    /**
     * What is counted of living replies. {@code users}: who replied, by their first reply, separated by blanks; {@code
     * position}: the last event that was counted. A row stays when its replies are gone.
     */
    private static final String THREAD = """
            CREATE TABLE ${thread} (
              channel VARCHAR(50) NOT NULL,
              thread_ts BIGINT NOT NULL,
              replies INT NOT NULL,
              latest BIGINT NOT NULL,
              users MEDIUMTEXT NOT NULL,
              position BIGINT NOT NULL,
              PRIMARY KEY (channel, thread_ts))""";

    private static final String REACTION = """
            CREATE TABLE ${reaction} (
              channel VARCHAR(50) NOT NULL,
              ts BIGINT NOT NULL,
              name VARCHAR(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
              user VARCHAR(24) NOT NULL,
              position BIGINT NOT NULL,
              PRIMARY KEY (channel, ts, name, user))""";

    private static final String PIN = """
            CREATE TABLE ${pin} (
              channel VARCHAR(50) NOT NULL,
              ts BIGINT NOT NULL,
              pinned_by VARCHAR(24) NOT NULL,
              pinned_at BIGINT NOT NULL,
              PRIMARY KEY (channel, ts))""";

    /** {@code person} is a person key {@code T…/U…}; times are epoch seconds. */
    private static final String SCHEDULED = """
            CREATE TABLE ${scheduled} (
              channel VARCHAR(50) NOT NULL,
              scheduled VARCHAR(24) NOT NULL,
              person VARCHAR(50) NOT NULL,
              post_at BIGINT NOT NULL,
              created BIGINT NOT NULL,
              position BIGINT NOT NULL,
              PRIMARY KEY (channel, scheduled),
              KEY person (person, post_at, scheduled))""";

    static final List<String> DDL = List.of(MESSAGE + IDS, THREAD + IDS, REACTION + IDS, PIN + IDS, SCHEDULED + IDS);

    private TimelineSchema() {}
}
