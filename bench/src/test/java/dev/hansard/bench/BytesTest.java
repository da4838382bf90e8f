// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BytesTest {
    private static final byte[] FRAME =
            Bytes.ascii("{\"ok\":true,\"reply_to\":1234,\"ts\":\"1577836800.000100\",\"text\":\"x\"}");

    @Test
    void fieldsShouldBeFoundWithoutParsing() {
        assertThat(Bytes.contains(FRAME, Bytes.OK)).isTrue();
        assertThat(Bytes.numberAfter(FRAME, Bytes.ascii("\"reply_to\":"))).isEqualTo(1234);
        assertThat(Bytes.textAfter(FRAME, Bytes.TS)).isEqualTo("1577836800.000100");
    }

    @Test
    void absentFieldsShouldBeAbsent() {
        assertThat(Bytes.contains(FRAME, Bytes.ascii("\"error\""))).isFalse();
        assertThat(Bytes.numberAfter(FRAME, Bytes.ascii("\"id\":"))).isEqualTo(-1);
        assertThat(Bytes.numberAfter(FRAME, Bytes.ascii("\"ok\":"))).isEqualTo(-1);
        assertThat(Bytes.textAfter(FRAME, Bytes.ascii("\"error\":\""))).isEmpty();
    }

    @Test
    void whatIsLongerThanTheDataShouldNotBeFound() {
        assertThat(Bytes.indexOf(Bytes.ascii("ab"), Bytes.ascii("abc"))).isEqualTo(-1);
        assertThat(Bytes.indexOf(Bytes.ascii("zab"), Bytes.ascii("ab"))).isEqualTo(1);
    }
}
