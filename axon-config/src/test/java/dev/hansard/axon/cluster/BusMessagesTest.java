// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.Command;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Query;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.Views;
import dev.hansard.axon.bus.AnyAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is asked on one node must arrive at another as it was. */
class BusMessagesTest {
    private final BusMessages messages = new BusMessages();

    static Stream<Class<?>> commands() {
        return leaves(Command.class);
    }

    static Stream<Class<?>> queries() {
        return leaves(Query.class);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(BusMessagesTest::leaves)
                : Stream.of(type);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandShouldArriveAsItWasSent(Class<?> type) {
        Object command = new Sampler().of(type);
        var message = new GenericCommandMessage<>(command, Map.of("actor", "U1"));
        var arrived = messages.command(messages.encode(message));
        assertThat(arrived.getPayload()).isEqualTo(command);
        assertThat(arrived.getIdentifier()).isEqualTo(message.getIdentifier());
        assertThat(arrived.getCommandName()).isEqualTo(message.getCommandName());
        assertThat(arrived.getMetaData()).containsEntry("actor", "U1");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void everyQueryShouldArriveAsItWasAsked(Class<?> type) {
        Object query = new Sampler().of(type);
        var message = new GenericQueryMessage<>(query, AnyAnswer.INSTANCE);
        var arrived = messages.query(messages.encode(message), AnyAnswer.INSTANCE);
        assertThat(arrived.getPayload()).isEqualTo(query);
        assertThat(arrived.getQueryName()).isEqualTo(message.getQueryName());
    }

    static Stream<Object> answers() {
        return Stream.of(
                "text",
                7L,
                true,
                List.of(),
                List.of(new Ts(1), new Ts(2)),
                new Views.Page<>(List.of(new UserId("U1")), null),
                new Views.Invited(Map.of(new UserId("U1"), ErrorCode.NAME_TAKEN)),
                new ArrayList<>(List.of("a")),
                Collections.unmodifiableList(new ArrayList<>(List.of("a"))),
                Stream.of(1, 2).toList(),
                Set.of(new Ts(3)),
                Collections.unmodifiableSet(new TreeSet<>(Set.of("b", "c"))),
                Map.of("k", List.of(new Ts(4))));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyKindOfAnswerShouldArrive(Object answer) {
        byte[] bytes = messages.encodeAnswer(new GenericCommandResultMessage<>(answer, Map.of("heads", "0:7")));
        assertThat(messages.answer(bytes).getPayload()).isEqualTo(answer);
        assertThat(messages.answer(bytes).getMetaData()).containsEntry("heads", "0:7");
    }

    @Test
    void nothingShouldArriveAsNothing() {
        byte[] bytes = messages.encodeAnswer(new GenericCommandResultMessage<>((Object) null));
        assertThat(messages.answer(bytes).getPayload()).isNull();
    }

    @Test
    void aRefusalShouldArriveWithItsCodeAndAnythingElseWithoutItsReason() {
        byte[] refused = messages.encodeFailure(new Rejection(ErrorCode.NAME_TAKEN, "general is taken"));
        assertThatThrownBy(() -> messages.answer(refused)).isInstanceOfSatisfying(Rejection.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.NAME_TAKEN);
            assertThat(e).hasMessage("general is taken");
        });
        byte[] failed = messages.encodeFailure(new IllegalStateException("a secret"));
        assertThat(new String(failed, java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("secret");
        assertThatThrownBy(() -> messages.answer(failed))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL_ERROR));
    }

    @Test
    void noOtherClassShouldBeMadeFromAName() {
        byte[] forged = ("{\"id\":\"1\",\"payload\":[\"javax.sql.rowset.RowSetProvider\",{}],\"meta\":{}}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThatThrownBy(() -> messages.command(forged)).isInstanceOf(tools.jackson.core.JacksonException.class);
    }
}
