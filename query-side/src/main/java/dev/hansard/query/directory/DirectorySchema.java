// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import java.util.List;

/** The directory's tables. {@code channel} is a channel key {@code T…/C…}, like everywhere; other ids are plain. */
final class DirectorySchema {
    private static final String IDS = " ENGINE=InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin";

    /** {@code created}: epoch seconds. */
    private static final String WORKSPACE = """
            CREATE TABLE ${workspace} (
              workspace VARCHAR(24) NOT NULL,
              name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
              domain VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
              created BIGINT NOT NULL,
              position BIGINT NOT NULL,
              PRIMARY KEY (workspace),
              KEY domain (domain),
              KEY name (name))""";

    /** {@code profile_position}: the event with the profile that is valid; times are epoch seconds. */
    private static final String PERSON = """
            CREATE TABLE ${person} (
              workspace VARCHAR(24) NOT NULL,
              user VARCHAR(24) NOT NULL,
              handle VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
              role VARCHAR(24) NOT NULL,
              deactivated TINYINT NOT NULL DEFAULT 0,
              bot VARCHAR(24) NULL,
              app VARCHAR(24) NULL,
              bot_name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
              email_hash CHAR(64) NULL,
              user_name_hash CHAR(64) NULL,
              external_hash CHAR(64) NULL,
              created BIGINT NOT NULL,
              profile_position BIGINT NOT NULL,
              updated BIGINT NOT NULL,
              snooze_until BIGINT NOT NULL DEFAULT 0,
              PRIMARY KEY (workspace, user),
              KEY handle (workspace, handle),
              KEY email_hash (workspace, email_hash),
              KEY user_name_hash (workspace, user_name_hash),
              KEY external_hash (workspace, external_hash),
              KEY bot (workspace, bot))""";

    /** {@code scopes}: separated by blanks, sorted; {@code expires}: epoch seconds, 0 for never. */
    private static final String CREDENTIAL = """
            CREATE TABLE ${credential} (
              workspace VARCHAR(24) NOT NULL,
              hash CHAR(64) NOT NULL,
              credential VARCHAR(24) NOT NULL,
              kind VARCHAR(8) NOT NULL,
              user VARCHAR(24) NOT NULL,
              bot VARCHAR(24) NULL,
              app VARCHAR(24) NOT NULL,
              scopes TEXT NOT NULL,
              revoked TINYINT NOT NULL DEFAULT 0,
              expires BIGINT NOT NULL,
              PRIMARY KEY (workspace, hash),
              KEY credential (workspace, credential))""";

    /**
     * {@code topic_position}, {@code purpose_position}: the events that hold them; {@code counted_position}: the last event
     * that the member count includes.
     */
    private static final String CHANNEL = """
            CREATE TABLE ${channel} (
              workspace VARCHAR(24) NOT NULL,
              channel VARCHAR(50) NOT NULL,
              kind VARCHAR(8) NOT NULL,
              name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
              creator VARCHAR(24) NOT NULL,
              created BIGINT NOT NULL,
              archived TINYINT NOT NULL DEFAULT 0,
              general TINYINT NOT NULL,
              topic_position BIGINT NULL,
              purpose_position BIGINT NULL,
              member_count INT NOT NULL,
              counted_position BIGINT NOT NULL,
              updated_millis BIGINT NOT NULL,
              PRIMARY KEY (workspace, channel),
              KEY name (workspace, name))""";

    private static final String FORMER_NAME = """
            CREATE TABLE ${former_name} (
              channel VARCHAR(50) NOT NULL,
              position BIGINT NOT NULL,
              name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
              PRIMARY KEY (channel, position))""";

    private static final String MEMBER = """
            CREATE TABLE ${member} (
              channel VARCHAR(50) NOT NULL,
              user VARCHAR(24) NOT NULL,
              workspace VARCHAR(24) NOT NULL,
              PRIMARY KEY (channel, user),
              KEY user (workspace, user, channel))""";

    /** Times are epoch seconds. */
    private static final String USERGROUP = """
            CREATE TABLE ${usergroup} (
              workspace VARCHAR(24) NOT NULL,
              usergroup VARCHAR(24) NOT NULL,
              name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
              name_key VARCHAR(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
              created BIGINT NOT NULL,
              updated BIGINT NOT NULL,
              PRIMARY KEY (workspace, usergroup),
              KEY name_key (workspace, name_key))""";

    private static final String USERGROUP_MEMBER = """
            CREATE TABLE ${usergroup_member} (
              workspace VARCHAR(24) NOT NULL,
              usergroup VARCHAR(24) NOT NULL,
              user VARCHAR(24) NOT NULL,
              PRIMARY KEY (workspace, usergroup, user),
              KEY user (workspace, user))""";

    static final List<String> DDL = List.of(
            WORKSPACE + IDS,
            PERSON + IDS,
            CREDENTIAL + IDS,
            CHANNEL + IDS,
            FORMER_NAME + IDS,
            MEMBER + IDS,
            USERGROUP + IDS,
            USERGROUP_MEMBER + IDS);

    private DirectorySchema() {}
}
