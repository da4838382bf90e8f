// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.edge.session.TestSettings;
import dev.hansard.edge.transport.TransportMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class NettyConnectionTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final TransportMetrics metrics = new TransportMetrics(new SimpleMeterRegistry(), Clock.systemUTC());
    private final NettyConnection connection = new NettyConnection(
            channel,
            new NettyLane(channel.eventLoop(), metrics),
            false,
            false,
            TestSettings.defaults().limits(),
            metrics);

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private String sent() {
        ByteBuf bytes = channel.readOutbound();
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void writesOfOneTurnShouldLeaveInOrder() {
        connection.write(bytes("first"));
        connection.write(bytes("second"));
        connection.flush();
        assertThat(sent()).isEqualTo("first");
        assertThat(sent()).isEqualTo("second");
    }

    @Test
    void whatWasWrittenShouldGoBeforeTheAnswerToAClose() {
        channel.pipeline().addLast(connection);
        connection.write(bytes("last"));
        channel.writeInbound(new CloseWebSocketFrame(1000, ""));
        assertThat(sent()).isEqualTo("last");
        Object answer = channel.readOutbound();
        assertThat(answer).isInstanceOf(CloseWebSocketFrame.class);
    }
}
