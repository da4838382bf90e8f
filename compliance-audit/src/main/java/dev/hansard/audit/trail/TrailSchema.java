// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import java.util.List;

/** The trail's tables: where the entries are and by what they are found. What they say stays in the record. */
final class TrailSchema {
    private static final String IDS = " ENGINE=InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin";

    /**
     * {@code at}: microseconds since the epoch; {@code actor}: user id, or the kind of actor in capitals; {@code entity},
     * {@code other}: ids; {@code previous}: the value before, where the event does not say it.
     */
    private static final String ENTRY = """
            CREATE TABLE ${entry} (
              position BIGINT NOT NULL PRIMARY KEY,
              workspace VARCHAR(24) NOT NULL,
              at BIGINT NOT NULL,
              action VARCHAR(60) NOT NULL,
              actor VARCHAR(24) NOT NULL,
              entity VARCHAR(64) NULL,
              other VARCHAR(64) NULL,
              previous VARCHAR(64) NULL,
              KEY workspace (workspace, position),
              KEY action (workspace, action, position),
              KEY actor (workspace, actor, position),
              KEY entity (workspace, entity, position),
              KEY other (workspace, other, position))""";

    private static final String WORKSPACE = """
            CREATE TABLE ${workspace} (
              workspace VARCHAR(24) NOT NULL PRIMARY KEY,
              name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
              domain VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL)""";

    private static final String CHANNEL = """
            CREATE TABLE ${channel} (
              channel VARCHAR(50) NOT NULL PRIMARY KEY,
              kind VARCHAR(8) NOT NULL,
              name VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL)""";

    /** {@code profile}: position of the event that holds the profile. */
    private static final String PERSON = """
            CREATE TABLE ${person} (
              person VARCHAR(50) NOT NULL PRIMARY KEY,
              handle VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
              role VARCHAR(24) NOT NULL,
              profile BIGINT NOT NULL)""";

    /** The retention rule of each scope, as the trail writes it. */
    private static final String RULE = """
            CREATE TABLE ${rule} (
              workspace VARCHAR(24) NOT NULL,
              scope VARCHAR(40) NOT NULL,
              rule VARCHAR(64) NOT NULL,
              PRIMARY KEY (workspace, scope))""";

    static final List<String> DDL = List.of(ENTRY + IDS, WORKSPACE + IDS, CHANNEL + IDS, PERSON + IDS, RULE + IDS);

    private TrailSchema() {}
}
