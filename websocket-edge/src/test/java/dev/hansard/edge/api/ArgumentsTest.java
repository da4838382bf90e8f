// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Ts;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    private static Arguments with(String value) {
        return new Arguments(Map.of("x", value, "limit", value));
    }

    @ParameterizedTest
    @CsvSource({"true,true", "1,true", "TRUE,true", "false,false", "0,false"})
    void flagShouldReadWhatBothSdksSend(String sent, boolean meant) {
        assertThat(with(sent).flag("x", !meant)).isEqualTo(meant);
    }

    @Test
    void flagShouldRefuseOtherTexts() {
        assertThatThrownBy(() -> with("maybe").flag("x", true)).hasMessage("invalid_arguments");
    }

    @Test
    void blankShouldCountAsMissingButEmptyTextCanBeSent() {
        assertThatThrownBy(() -> with(" ").required("x")).hasMessage("invalid_arguments");
        assertThat(with("").sent("x")).isEmpty();
        assertThatThrownBy(() -> with("").sent("y")).hasMessage("invalid_arguments");
    }

    @Test
    void limitShouldBeCappedAndDefaulted() {
        assertThat(with("5").limit(100, 999)).isEqualTo(5);
        assertThat(with("5000").limit(100, 999)).isEqualTo(999);
        assertThat(with("0").limit(100, 999)).isEqualTo(100);
        assertThat(new Arguments(Map.of()).limit(100, 999)).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many", "1.5", "99999999999999999999"})
    void badLimitShouldBeRefused(String limit) {
        assertThatThrownBy(() -> with(limit).limit(100, 999)).hasMessage("invalid_limit");
    }

    @Test
    void numberShouldStayInRange() {
        assertThat(with("7").number("x", 1, 0, 10)).isEqualTo(7);
        assertThatThrownBy(() -> with("11").number("x", 1, 0, 10)).hasMessage("invalid_arguments");
        assertThatThrownBy(() -> with("seven").number("x", 1, 0, 10)).hasMessage("invalid_arguments");
    }

    @Test
    void tsShouldBeReadOrRefusedWithTheMethodsOwnCode() {
        assertThat(with("1700000000.000100").ts("x", ErrorCode.BAD_TIMESTAMP)).isEqualTo(Ts.of("1700000000.000100"));
        assertThat(with("1700000000").ts("x", ErrorCode.BAD_TIMESTAMP)).isEqualTo(Ts.of("1700000000.000000"));
        assertThatThrownBy(() -> with("yesterday").ts("x", ErrorCode.BAD_TIMESTAMP))
                .hasMessage("bad_timestamp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"U1,U2", " U1 , U2 ,", "[\"U1\",\"U2\"]", "U1,U2,U1"})
    void usersShouldBeReadFromBothListForms(String list) {
        assertThat(with(list).users("x")).extracting(Object::toString).containsExactly("U1", "U2");
    }

    @Test
    void badIdsShouldBeRefused() {
        assertThatThrownBy(() -> with("U1,bob").users("x")).hasMessage("user_not_found");
        assertThatThrownBy(() -> with("general").channel("x")).hasMessage("channel_not_found");
        assertThatThrownBy(() -> with("[1]").list("x")).hasMessage("invalid_array_arg");
    }

    @Test
    void jsonShouldBeOfTheRightKind() {
        assertThat(with("[1]").array("x", ErrorCode.INVALID_BLOCKS_FORMAT)).hasSize(1);
        assertThatThrownBy(() -> with("{}").array("x", ErrorCode.INVALID_BLOCKS_FORMAT))
                .hasMessage("invalid_blocks_format");
        assertThatThrownBy(() -> with("[").object("x", ErrorCode.INVALID_PROFILE))
                .hasMessage("invalid_profile");
    }
}
