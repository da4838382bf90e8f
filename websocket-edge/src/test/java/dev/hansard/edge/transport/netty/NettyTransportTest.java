// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.edge.transport.Acceptor;
import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.Delivery;
import dev.hansard.edge.transport.Freezer;
import dev.hansard.edge.transport.RawSocket;
import dev.hansard.edge.transport.TestSocket;
import dev.hansard.edge.transport.Transport;
import dev.hansard.edge.transport.TransportContract;
import dev.hansard.edge.transport.TransportLimits;
import dev.hansard.edge.transport.TransportMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NettyTransportTest implements TransportContract {
    private static final String OFFER = "permessage-deflate; client_max_window_bits";
    private static final int TEXT = 0x81;
    private static final int COMPRESSED_TEXT = 0xC1;

    @Override
    public Running start(Acceptor acceptor, TransportLimits limits, TransportMetrics metrics) {
        var transport = new NettyTransport(new InetSocketAddress("127.0.0.1", 0), 2, 100, limits, metrics);
        transport.start(acceptor);
        return new Running() {
            @Override
            public Transport transport() {
                return transport;
            }

            @Override
            public String base() {
                return "ws://127.0.0.1:" + transport.port();
            }

            @Override
            public void close() {
                transport.stop();
            }
        };
    }

    private static TransportLimits limits(int handshakes, boolean deflate) {
        return new TransportLimits(
                LIMITS.frameBytes(),
                LIMITS.queueBytes(),
                LIMITS.queueFrames(),
                LIMITS.closing(),
                handshakes,
                Duration.ofSeconds(30),
                deflate);
    }

    @Test
    void compressedFramesShouldBeUnderstoodAloneAndInBothDirections() throws Exception {
        try (var server = new Server(this, limits(20, true));
                var squeezed = RawSocket.open(server.uri("squeezed"), OFFER);
                var plain = TestSocket.open(server.uri("plain"))) {
            assertThat(squeezed.extensions())
                    .contains("permessage-deflate", "client_no_context_takeover", "server_no_context_takeover");
            Peer first = server.peer();
            Peer second = server.peer();
            boolean inOrder = first.handshake.ticket().equals("squeezed");
            Peer one = inOrder ? first : second;
            Peer two = inOrder ? second : first;
            for (String text : List.of("x".repeat(5_000), "y".repeat(60_000), "x".repeat(5_000))) {
                var delivery = new Delivery(List.of(TransportContract.frame(text)), List.of(one.connection));
                one.connection.lane().deliver(List.of(delivery), nanos -> {});
                two.connection.send(TransportContract.frame(text));
                RawSocket.Frame frame = squeezed.next();
                assertThat(frame.compressed()).isTrue();
                assertThat(frame.payload().length).isLessThan(text.length() / 20);
                // Each frame by a new window: none refers to one before.
                assertThat(frame.inflated()).isEqualTo(TransportContract.json(text));
                assertThat(plain.text()).isEqualTo(TransportContract.json(text));
            }
            one.connection.send(TransportContract.frame("small"));
            assertThat(squeezed.next().compressed()).isFalse();
            for (String said : List.of("hello", "z".repeat(10_000), "hello")) {
                squeezed.send(COMPRESSED_TEXT, RawSocket.deflated(said));
                assertThat(TransportContract.take(one.texts)).isEqualTo(said);
            }
            squeezed.send(TEXT, "not compressed".getBytes(StandardCharsets.UTF_8));
            assertThat(TransportContract.take(one.texts)).isEqualTo("not compressed");
        }
    }

    @Test
    void frameThatInflatesOverTheLimitShouldCloseTheConnection() throws Exception {
        try (var server = new Server(this, limits(20, true));
                var client = RawSocket.open(server.uri("t"), OFFER)) {
            Peer peer = server.peer();
            client.send(COMPRESSED_TEXT, RawSocket.deflated("x".repeat(1_000_000)));
            TransportContract.take(peer.closed);
            assertThat(peer.texts).isEmpty();
        }
    }

    @Test
    void clientThatSendsAndDoesNotReadShouldBeStoppedFromSending() throws Exception {
        try (var server = new Server(this, LIMITS);
                var client = RawSocket.open(server.uri("t"), "")) {
            Peer peer = server.peer();
            client.status();
            var ping = new byte[100];
            var written = new java.util.concurrent.atomic.AtomicLong();
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        client.send(0x89, ping);
                        written.incrementAndGet();
                    }
                } catch (IOException e) {
                    // The test is over.
                }
            });
            long before = -1;
            while (written.get() != before) {
                before = written.get();
                Thread.sleep(500);
            }
            assertThat(peer.closed).as("it is not cut off, it waits").isEmpty();
            long read = before;
            for (long i = 0; i < read; i++) client.next();
            assertThat(written.get()).as("it goes on when it reads").isGreaterThan(before);
        }
    }

    @Test
    void handshakesBeyondTheLimitShouldBeToldWhenToComeBack() throws Exception {
        try (var server = new Server(this, limits(3, false))) {
            var idle = new ArrayList<Socket>();
            URI uri = server.uri("t");
            for (int i = 0; i < 3; i++) idle.add(new Socket(uri.getHost(), uri.getPort()));
            int refused = 0;
            for (int i = 0; i < 50 && refused == 0; i++) {
                try (var late = RawSocket.open(uri, "")) {
                    if (late.status() == 503) {
                        refused++;
                        assertThat(Integer.parseInt(late.header("retry-after"))).isBetween(1, 5);
                    }
                }
            }
            assertThat(refused).isEqualTo(1);
            for (Socket socket : idle) socket.close();
            int status = 503;
            while (status == 503) {
                try (var again = RawSocket.open(uri, "")) {
                    status = again.status();
                }
            }
            assertThat(status).isEqualTo(101);
        }
    }

    @Test
    void frozenPeerShouldBeGivenUpAfterClosing() throws Exception {
        try (var server = new Server(this, LIMITS);
                var freezer = new Freezer(URI.create(server.running.base()));
                var client = TestSocket.open(URI.create("ws://127.0.0.1:" + freezer.port() + "/rtm/t"))) {
            Peer peer = server.peer();
            freezer.freeze();
            peer.connection.close(CloseCode.IDLE);
            TransportContract.take(peer.closed);
            assertThat(client.closed.isDone()).as("nothing came through").isFalse();
        }
    }
}
