// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import java.util.List;
import org.junit.jupiter.api.Test;

class CursorTest {
    private final Cursor cursor = new Cursor("user");

    @Test
    void cursorShouldGiveBackTheKeyWhenItIsOurs() {
        assertThat(cursor.read(cursor.after("U1"))).isEqualTo("U1");
        assertThat(cursor.readNumber(cursor.after("42"))).isEqualTo(42);
        assertThat(cursor.after("U1")).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void cursorShouldMeanTheFirstPageWhenThereIsNone() {
        assertThat(cursor.read(null)).isNull();
        assertThat(cursor.read("")).isNull();
        assertThat(cursor.readNumber("")).isNull();
    }

    @Test
    void cursorShouldBeRefusedWhenItIsNotOurs() {
        for (String foreign : List.of("!", "YWJj", new Cursor("channel").after("C1"), "A".repeat(10_000), "é")) {
            assertThat(catchThrowableOfType(Rejection.class, () -> cursor.read(foreign))
                            .code())
                    .isEqualTo(ErrorCode.INVALID_CURSOR);
        }
        assertThat(catchThrowableOfType(Rejection.class, () -> cursor.readNumber(cursor.after("x")))
                        .code())
                .isEqualTo(ErrorCode.INVALID_CURSOR);
    }
}
