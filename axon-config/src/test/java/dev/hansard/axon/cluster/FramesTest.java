// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.ChannelKey;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FramesTest {
    static List<Frame> frames() {
        return List.of(
                new Frame.Hello("one", true, false),
                new Frame.Interest(7, true, List.of(ChannelKey.of("T1", "C1"), ChannelKey.of("T1", "D2")), List.of()),
                new Frame.Interest(8, false, List.of(), List.of(ChannelKey.of("T1", "C1"))),
                new Frame.At(new long[] {3, Long.MAX_VALUE}),
                new Frame.Tell("presence", new byte[] {1, 2, 3}),
                new Frame.Start(new long[] {0}),
                new Frame.Committed(1, 5, 9, List.of(new byte[] {4}, new byte[0])),
                new Frame.Confirmed(7, new long[] {9, 1}),
                new Frame.Alive(),
                new Frame.Leaving());
    }

    @ParameterizedTest
    @MethodSource("frames")
    void shouldBeReadAsItWasWritten(Frame frame) {
        assertThat(Frames.decode(Frames.encode(frame)))
                .usingRecursiveComparison()
                .isEqualTo(frame);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void shouldBeRefusedWhenItIsCutShort(Frame frame) {
        byte[] bytes = Frames.encode(frame);
        assertThatThrownBy(() -> Frames.decode(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void shouldBeRefusedWhenNobodyKnowsItsKind() {
        assertThatThrownBy(() -> Frames.decode(new byte[] {99})).isInstanceOf(UncheckedIOException.class);
    }
}
