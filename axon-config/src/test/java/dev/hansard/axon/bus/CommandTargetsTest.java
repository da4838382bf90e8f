// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelCommands;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.Command;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.junit.jupiter.api.Test;

class CommandTargetsTest {
    private final CommandTargets targets = new CommandTargets();

    @Test
    void targetShouldBeWhatTheAnnotationMarks() {
        var join = new ChannelCommands.JoinChannel(ChannelKey.of("T1", "C1"), Instant.EPOCH, Actor.OPERATOR);
        var target = targets.resolveTarget(new GenericCommandMessage<>(join));
        assertThat(target.getIdentifierValue()).isEqualTo(join.channel());
        assertThat(target.getVersion()).isNull();
    }

    @Test
    void noCommandShouldNameTwo() {
        assertThat(commands(Command.class))
                .hasSizeGreaterThan(50)
                .allSatisfy(command -> assertThat(Arrays.stream(command.getRecordComponents())
                                .filter(each ->
                                        each.getAccessor().isAnnotationPresent(TargetAggregateIdentifier.class)))
                        .hasSizeLessThan(2));
    }

    @Test
    void whatNamesNoneShouldBeRefused() {
        assertThatThrownBy(() -> targets.resolveTarget(new GenericCommandMessage<>("no command")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Stream<Class<?>> commands(Class<?> of) {
        return of.isSealed()
                ? Arrays.stream(of.getPermittedSubclasses()).flatMap(CommandTargetsTest::commands)
                : Stream.of(of);
    }
}
