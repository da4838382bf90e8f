// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.edge.wire.Json;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.cbor.CBORMapper;

/** What every transport does, seen by a client that knows nothing of ours. */
public interface TransportContract {
    TransportLimits LIMITS =
            new TransportLimits(16 * 1024, 256 * 1024, 1_000, Duration.ofSeconds(3), 20, Duration.ofSeconds(30), false);

    /** A transport that is listening. */
    interface Running extends AutoCloseable {
        Transport transport();

        /** Scheme, host and port. */
        String base();

        @Override
        void close();
    }

    Running start(Acceptor acceptor, TransportLimits limits, TransportMetrics metrics);

    /** One accepted connection, as the sessions above would see it. */
    final class Peer implements Receiver {
        public final Handshake handshake;
        public final Connection connection;
        public final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        public final BlockingQueue<byte[]> binaries = new LinkedBlockingQueue<>();
        public final BlockingQueue<String> signs = new LinkedBlockingQueue<>();
        public final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

        public Peer(Handshake handshake, Connection connection) {
            this.handshake = handshake;
            this.connection = connection;
        }

        @Override
        public void received(byte[] payload, boolean binary) {
            if (binary) binaries.add(payload);
            else texts.add(new String(payload, java.nio.charset.StandardCharsets.UTF_8));
        }

        @Override
        public void heard() {
            signs.add("heard");
        }

        @Override
        public void closed() {
            closed.add("closed");
        }
    }

    /** A server and whom it accepted. */
    final class Server implements AutoCloseable {
        final BlockingQueue<Peer> accepted = new LinkedBlockingQueue<>();
        public final Running running;

        public Server(TransportContract contract, TransportLimits limits) {
            var metrics = new TransportMetrics(new SimpleMeterRegistry(), Clock.systemUTC());
            running = contract.start(this::accept, limits, metrics);
        }

        private Receiver accept(Handshake handshake, Connection connection) {
            var peer = new Peer(handshake, connection);
            accepted.add(peer);
            return peer;
        }

        public URI uri(String rest) {
            return URI.create(running.base() + "/rtm/" + rest);
        }

        public Peer peer() throws InterruptedException {
            return take(accepted);
        }

        @Override
        public void close() {
            running.close();
        }
    }

    static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(TestSocket.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (next == null) throw new AssertionError("nothing came");
        return next;
    }

    static EncodedFrame frame(Object says) {
        return EncodedFrame.of(Json.MAPPER.writeValueAsBytes(Map.of("says", says)));
    }

    static String json(Object says) {
        return Json.MAPPER.writeValueAsString(Map.of("says", says));
    }

    @Test
    default void handshakeShouldCarryTicketAndQuery() throws Exception {
        try (var server = new Server(this, LIMITS);
                var client = TestSocket.open(server.uri("abc?cursor=a%2Bb&x=1"))) {
            assertThat(server.peer().handshake).isEqualTo(new Handshake("abc", Map.of("cursor", "a+b", "x", "1")));
        }
    }

    @Test
    default void framesShouldArriveInOrder() throws Exception {
        try (var server = new Server(this, LIMITS);
                var client = TestSocket.open(server.uri("t"))) {
            Connection connection = server.peer().connection;
            for (int i = 0; i < 500; i++) connection.send(frame(i));
            for (int i = 0; i < 500; i++) assertThat(client.text()).isEqualTo(json(i));
        }
    }

    @Test
    default void deliveryShouldReachEveryConnectionInOrder() throws Exception {
        try (var server = new Server(this, LIMITS);
                var one = TestSocket.open(server.uri("one"));
                var two = TestSocket.open(server.uri("two"), Handshake.CBOR)) {
            Peer first = server.peer();
            Peer second = server.peer();
            var deliveries = List.of(
                    new Delivery(List.of(frame(1), frame(2)), connectionsOf(first, second)),
                    new Delivery(List.of(frame(3)), connectionsOf(second, first)));
            Map<Lane, List<Delivery>> byLane = Stream.of(first, second)
                    .map(peer -> peer.connection.lane())
                    .distinct()
                    .collect(java.util.stream.Collectors.toMap(lane -> lane, lane -> only(deliveries, lane)));
            byLane.forEach((lane, due) -> lane.deliver(due, nanos -> {}));
            for (int i = 1; i <= 3; i++) {
                assertThat(one.text()).isEqualTo(json(i));
                assertThat(new CBORMapper().readTree(two.binary())).isEqualTo(Json.MAPPER.readTree(json(i)));
            }
        }
    }

    private static List<Connection> connectionsOf(Peer... peers) {
        return Stream.of(peers).map(peer -> peer.connection).toList();
    }

    private static List<Delivery> only(List<Delivery> deliveries, Lane lane) {
        return deliveries.stream()
                .map(delivery -> new Delivery(
                        delivery.frames(),
                        delivery.to().stream().filter(to -> to.lane() == lane).toList()))
                .toList();
    }

    @Test
    default void bigFrameShouldArriveWhole() throws Exception {
        String big = "ü".repeat(60_000);
        try (var server = new Server(this, LIMITS);
                var client = TestSocket.open(server.uri("t"))) {
            server.peer().connection.send(frame(big));
            assertThat(client.text()).isEqualTo(json(big));
        }
    }

    @Test
    default void cborShouldBeSpokenWhenAskedFor() throws Exception {
        try (var server = new Server(this, LIMITS);
                var client = TestSocket.open(server.uri("t"), Handshake.CBOR)) {
            Peer peer = server.peer();
            assertThat(client.subprotocol()).isEqualTo(Handshake.CBOR);
            assertThat(peer.connection.binary()).isTrue();
            peer.connection.send(frame("hi"));
            assertThat(new CBORMapper().readTree(client.binary())).isEqualTo(Json.MAPPER.readTree(json("hi")));
            client.send(new byte[] {1, 2, 3});
            assertThat(take(peer.binaries)).containsExactly(1, 2, 3);
        }
    }

    @Test
    default void jsonShouldBeSpokenOtherwise() throws Exception {
        try (var server = new Server(this, LIMITS);
                var client = TestSocket.open(server.uri("t"), Handshake.JSON)) {
            assertThat(client.subprotocol()).isEqualTo(Handshake.JSON);
            assertThat(server.peer().connection.binary()).isFalse();
        }
    }

    @Test
    default void clientFramesShouldArriveWholeAndInOrder() throws Exception {
        try (var server = new Server(this, LIMITS);
                var client = TestSocket.open(server.uri("t"))) {
            Peer peer = server.peer();
            client.send("one");
            client.sendParts("t", "w", "o");
            client.send("x".repeat(16 * 1024));
            assertThat(take(peer.texts)).isEqualTo("one");
            assertThat(take(peer.texts)).isEqualTo("two");
            assertThat(take(peer.texts)).hasSize(16 * 1024);
        }
    }

    @Test
    default void frameOverTheLimitShouldCloseTheConnection() throws Exception {
        try (var server = new Server(this, LIMITS);
                var client = TestSocket.open(server.uri("t"))) {
            Peer peer = server.peer();
            client.send("x".repeat(16 * 1024 + 1));
            assertThat(client.closeCode()).isEqualTo(CloseCode.FRAME_TOO_BIG.code());
            take(peer.closed);
            assertThat(peer.texts).isEmpty();
        }
    }

    @Test
    default void frameOverTheLimitInPartsShouldCloseTheConnection() throws Exception {
        try (var server = new Server(this, LIMITS);
                var client = TestSocket.open(server.uri("t"))) {
            server.peer();
            client.sendParts("x".repeat(10_000), "x".repeat(10_000));
            assertThat(client.closeCode()).isEqualTo(CloseCode.FRAME_TOO_BIG.code());
        }
    }

    @Test
    default void pongShouldBeASignOfLife() throws Exception {
        try (var server = new Server(this, LIMITS);
                var client = TestSocket.open(server.uri("t"))) {
            Peer peer = server.peer();
            peer.connection.ping();
            take(peer.signs);
        }
    }

    @Test
    default void closingShouldSendWhatIsQueuedAndTheCode() throws Exception {
        try (var server = new Server(this, LIMITS);
                var client = TestSocket.open(server.uri("t"))) {
            Peer peer = server.peer();
            peer.connection.send(frame("last"));
            peer.connection.close(CloseCode.AUTH_REVOKED);
            peer.connection.close(CloseCode.FLOOD);
            peer.connection.send(frame("too late"));
            assertThat(client.text()).isEqualTo(json("last"));
            assertThat(client.closeCode()).isEqualTo(CloseCode.AUTH_REVOKED.code());
            take(peer.closed);
            assertThat(client.texts).isEmpty();
        }
    }

    @Test
    default void clientClosingShouldBeToldOnce() throws Exception {
        try (var server = new Server(this, LIMITS);
                var client = TestSocket.open(server.uri("t"))) {
            Peer peer = server.peer();
            client.closeNormally();
            take(peer.closed);
            assertThat(client.closeCode()).isEqualTo(1000);
            assertThat(peer.closed.poll(100, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    default void connectionThatBreaksShouldBeTold() throws Exception {
        try (var server = new Server(this, LIMITS);
                var client = TestSocket.open(server.uri("t"))) {
            Peer peer = server.peer();
            client.close();
            take(peer.closed);
        }
    }

    @Test
    default void slowReaderShouldBeCutOffWhileOthersNeverNotice() throws Exception {
        try (var server = new Server(this, LIMITS);
                var slow = TestSocket.open(server.uri("slow"), false)) {
            Peer slowPeer = server.peer();
            try (var quick = TestSocket.open(server.uri("quick"))) {
                Peer quickPeer = server.peer();
                EncodedFrame frame = frame("x".repeat(10_000));
                int sent = 0;
                for (; sent < 5_000 && slowPeer.closed.isEmpty(); sent++) {
                    slowPeer.connection.send(frame);
                    quickPeer.connection.send(frame);
                    assertThat(quick.text()).hasSize(frame.json().length);
                    if (sent > 3_000) Thread.sleep(5);
                }
                take(slowPeer.closed);
                assertThat(quickPeer.closed).isEmpty();
                quickPeer.connection.send(frame("still here"));
                assertThat(quick.text()).isEqualTo(json("still here"));
            }
        }
    }

    @Test
    default void slowReaderThatReadsOnShouldGetTheCode() throws Exception {
        try (var server = new Server(this, LIMITS);
                var slow = TestSocket.open(server.uri("slow"), false)) {
            Peer peer = server.peer();
            EncodedFrame frame = frame("x".repeat(10_000));
            for (int i = 0; i < 3_000; i++) peer.connection.send(frame);
            slow.read();
            assertThat(slow.closeCode()).isEqualTo(CloseCode.SLOW_READER.code());
        }
    }

    @Test
    default void sendAndWaitShouldWaitForASlowReader() throws Exception {
        try (var server = new Server(this, LIMITS);
                var client = TestSocket.open(server.uri("t"), false)) {
            Connection connection = server.peer().connection;
            var page = new ArrayList<EncodedFrame>();
            for (int i = 0; i < 20; i++) page.add(frame("x".repeat(10_000)));
            int taken = 0;
            while (taken < 500 && connection.sendAndWait(page, Duration.ofMillis(300))) taken++;
            assertThat(taken).as("pages until the socket was full").isLessThan(500);
            client.read();
            for (int i = 0; i < (taken + 1) * 20; i++) client.text();
        }
    }

    @Test
    default void compressionShouldBeOffUnlessItIsSwitchedOn() throws Exception {
        try (var server = new Server(this, LIMITS);
                var client = RawSocket.open(server.uri("t"), "permessage-deflate; client_max_window_bits")) {
            assertThat(client.extensions()).isEmpty();
            server.peer().connection.send(frame("x".repeat(1_000)));
            assertThat(new String(client.next().payload(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(json("x".repeat(1_000)));
        }
    }

    @Test
    default void refusingShouldKeepOpenConnections() throws Exception {
        try (var server = new Server(this, LIMITS);
                var client = TestSocket.open(server.uri("t"))) {
            Peer peer = server.peer();
            server.running.transport().refuse();
            peer.connection.send(frame("goodbye"));
            peer.connection.close(CloseCode.GOING_AWAY);
            assertThat(client.text()).isEqualTo(json("goodbye"));
            assertThat(client.closeCode()).isEqualTo(1001);
        }
    }
}
