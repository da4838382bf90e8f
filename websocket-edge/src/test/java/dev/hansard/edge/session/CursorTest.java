// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.WorkspaceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final WorkspaceId TEAM = new WorkspaceId("T1");

    @Test
    void textShouldReadBackAsTheSame() {
        Cursor cursor = Cursor.of(TEAM, 3, 123_456_789_012L, 2);
        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
        assertThat(Cursor.parse(Cursor.at(TEAM, 0, 0).toString()).isComplete()).isTrue();
    }

    @Test
    void cursorShouldBelongToItsWorkspaceAndShard() {
        Cursor cursor = Cursor.at(TEAM, 3, 1);
        assertThat(cursor.belongsTo(TEAM, 3)).isTrue();
        assertThat(cursor.belongsTo(TEAM, 2)).isFalse();
        assertThat(cursor.belongsTo(new WorkspaceId("T2"), 3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!!", "AQAAAAA", "AgAAAAAAAAAAAAAAAAAAAP8", "AQAAAAAAAP__________8"})
    void otherTextShouldBeNoCursor(String text) {
        assertThat(Cursor.parse(text)).isNull();
    }
}
