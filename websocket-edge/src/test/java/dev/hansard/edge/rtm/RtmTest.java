// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import static dev.hansard.edge.fanout.FakeRecord.TEAM;
import static dev.hansard.edge.fanout.TestEvents.ANN;
import static dev.hansard.edge.fanout.TestEvents.BOB;
import static dev.hansard.edge.fanout.TestEvents.GENERAL;
import static dev.hansard.edge.fanout.TestEvents.created;
import static dev.hansard.edge.fanout.TestEvents.posted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelKind;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.CredentialKey;
import dev.hansard.api.MessageCommands.PostMessage;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.axon.cluster.NoPeers;
import dev.hansard.edge.api.Samples;
import dev.hansard.edge.fanout.FakeRecord;
import dev.hansard.edge.fanout.Harness;
import dev.hansard.edge.fanout.TestEvents;
import dev.hansard.edge.limits.TestLimits;
import dev.hansard.edge.overload.Overload;
import dev.hansard.edge.overload.OverloadSettings;
import dev.hansard.edge.presence.Presence;
import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.session.TestSettings;
import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.Freezer;
import dev.hansard.edge.transport.Handshake;
import dev.hansard.edge.transport.TestSocket;
import dev.hansard.edge.transport.TransportMetrics;
import dev.hansard.edge.transport.netty.NettyTransport;
import dev.hansard.edge.wire.Json;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.cbor.CBORMapper;

/** The protocol on a real socket, over a record in memory. */
class RtmTest {
    private final RtmSettings settings = TestSettings.of(Map.of(
            "hansard.rtm.sessions-per-person", "3",
            "hansard.rtm.silence", "1s",
            "hansard.rtm.silence-after-ping", "1s",
            "hansard.rtm.drain", "200ms"));
    private final FakeRecord record = new FakeRecord();
    private final Harness door = new Harness(record, settings);
    private final FakePosts commands = new FakePosts(record);
    private final Tickets tickets = new Tickets(settings);
    private final Presence presence = new Presence(record, door.registry, settings, new NoPeers());
    private final Admission admission = new Admission(settings, door.metrics);
    private final Heartbeat heartbeat = new Heartbeat(door.registry, presence, settings);
    private NettyTransport transport;
    private RtmServer server;

    @BeforeEach
    void start() {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN, BOB));
        transport = new NettyTransport(
                new InetSocketAddress("127.0.0.1", 0),
                1,
                100,
                settings.limits(),
                new TransportMetrics(door.metrics, Clock.systemUTC()));
        var rtm = new RtmDoor(
                tickets,
                admission,
                new Revocations(record, settings),
                door.registry,
                door.fanout,
                presence,
                new TypingNotices(door.fanout, new NoPeers()),
                commands,
                TestLimits.calls(Samples.limits()),
                new Overload(new OverloadSettings(1_000, 2_000, 4_000), door.metrics),
                Clock.systemUTC(),
                settings);
        server = new RtmServer(transport, rtm, heartbeat, admission, door.registry, settings);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        door.close();
    }

    private URI url(UserId user, String query) {
        var ticket = new Ticket(
                TestEvents.token(user, Role.MEMBER), new Session.Manner(true, false), null, null, "loopback");
        return URI.create("ws://127.0.0.1:" + transport.port() + "/rtm/" + tickets.issue(ticket) + query);
    }

    private TestSocket connect(UserId user) throws InterruptedException {
        return connect(user, "");
    }

    private TestSocket connect(UserId user, String query) throws InterruptedException {
        TestSocket socket = TestSocket.open(url(user, query));
        assertThat(next(socket).path("type").asString()).isEqualTo("hello");
        return socket;
    }

    private static JsonNode next(TestSocket socket) throws InterruptedException {
        return Json.MAPPER.readTree(socket.text());
    }

    private static JsonNode without(JsonNode node, String... fields) {
        ObjectNode copy = ((ObjectNode) node).deepCopy();
        for (String field : fields) copy.remove(field);
        return copy;
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }

    @Test
    void postShouldBeAcknowledgedAndReachTheMembers() throws Exception {
        try (var ann = connect(ANN);
                var bob = connect(BOB)) {
            ann.send("{\"id\":2,\"type\":\"message\",\"channel\":\"C1\",\"text\":\"hi\",\"client_msg_id\":\"abc\"}");
            JsonNode first = next(ann);
            JsonNode second = next(ann);
            JsonNode ack = first.has("ok") ? first : second;
            JsonNode event = first.has("ok") ? second : first;
            assertThat(without(ack, "ts")).isEqualTo(json("{\"ok\":true,\"reply_to\":2,\"text\":\"hi\"}"));
            assertThat(event.path("ts")).isEqualTo(ack.path("ts"));
            assertThat(next(bob)).isEqualTo(event);
            assertThat(((PostMessage) commands.sent.getFirst()).clientMsgId()).isEqualTo("abc");
        }
    }

    @Test
    void postWithAnIdThatWasAcknowledgedShouldGetTheSameAck() throws Exception {
        try (var ann = connect(ANN)) {
            String post = "{\"id\":2,\"type\":\"message\",\"channel\":\"C1\",\"text\":\"hi\"}";
            ann.send(post);
            ann.send(post);
            var acks = new java.util.ArrayList<JsonNode>();
            for (int i = 0; i < 3; i++) {
                JsonNode frame = next(ann);
                if (frame.has("ok")) acks.add(frame);
            }
            assertThat(acks).hasSize(2);
            assertThat(acks.get(0)).isEqualTo(acks.get(1));
            assertThat(commands.sent).hasSize(1);
        }
    }

    @Test
    void whatIsWrongWithAPostShouldBeSaid() throws Exception {
        try (var ann = connect(ANN)) {
            String[][] cases = {
                {"{\"id\":1,\"type\":\"message\",\"channel\":\"C1\"}", "2", "message text is missing"},
                {
                    "{\"id\":1,\"type\":\"message\",\"channel\":\"C1\",\"text\":\"" + "x".repeat(4001) + "\"}",
                    "5",
                    "message text is too long"
                },
                {"{\"id\":1,\"type\":\"message\",\"channel\":\"nope\",\"text\":\"x\"}", "6", "channel_not_found"},
                {"{\"id\":1,\"type\":\"message\",\"channel\":\"C9\",\"text\":\"x\"}", "6", "not_in_channel"},
                {"{\"id\":1,\"type\":\"dance\"}", "4", "unknown frame type"},
            };
            for (String[] one : cases) {
                // A new id each time, as a refusal is remembered like an ack.
                ann.send(one[0].replace("\"id\":1", "\"id\":" + one[0].hashCode()));
                JsonNode reply = next(ann);
                assertThat(reply.path("ok").asBoolean()).isFalse();
                assertThat(reply.path("reply_to").asInt()).isEqualTo(one[0].hashCode());
                assertThat(reply.path("error")).isEqualTo(json("{\"code\":" + one[1] + ",\"msg\":\"" + one[2] + "\"}"));
            }
            ann.send("{nonsense");
            assertThat(next(ann))
                    .isEqualTo(json("{\"type\":\"error\",\"error\":{\"code\":3,\"msg\":\"malformed frame\"}}"));
            ann.send("[]");
            assertThat(next(ann).path("error").path("code").asInt()).isEqualTo(3);
        }
    }

    @Test
    void pingShouldBeAnsweredWithItsExtrasAndACursor() throws Exception {
        try (var ann = connect(ANN)) {
            record.append(posted(TestEvents.SECRET, "elsewhere"));
            ann.send("{\"id\":7,\"type\":\"ping\",\"time\":12,\"note\":\"x\"}");
            JsonNode pong = next(ann);
            assertThat(without(pong, "cursor"))
                    .isEqualTo(json("{\"type\":\"pong\",\"reply_to\":7,\"time\":12,\"note\":\"x\"}"));
            record.append(posted(GENERAL, "missed"));
            next(ann);
            try (var again = connect(ANN, "?cursor=" + pong.path("cursor").asString())) {
                assertThat(next(again).path("text").asString()).isEqualTo("missed");
            }
        }
    }

    @Test
    void typingShouldBeToldToTheOthersOnceInThreeSeconds() throws Exception {
        try (var ann = connect(ANN);
                var bob = connect(BOB)) {
            ann.send("{\"id\":1,\"type\":\"typing\",\"channel\":\"C1\"}");
            ann.send("{\"id\":2,\"type\":\"typing\",\"channel\":\"C1\"}");
            ann.send("{\"id\":3,\"type\":\"typing\",\"channel\":\"C2\"}");
            ann.send("{\"id\":4,\"type\":\"ping\"}");
            assertThat(next(ann).path("type").asString()).isEqualTo("pong");
            assertThat(next(bob)).isEqualTo(json("{\"type\":\"user_typing\",\"channel\":\"C1\",\"user\":\"U1ANN\"}"));
            record.append(posted(GENERAL, "end"));
            assertThat(next(bob).path("text").asString()).isEqualTo("end");
        }
    }

    @Test
    void urlShouldBeGoodOnce() throws Exception {
        URI url = url(ANN, "");
        try (var first = TestSocket.open(url);
                var second = TestSocket.open(url)) {
            assertThat(next(first).path("type").asString()).isEqualTo("hello");
            assertThat(next(second))
                    .isEqualTo(json("{\"type\":\"error\",\"error\":{\"code\":1,\"msg\":\"Socket URL has expired\"}}"));
            assertThat(second.closeCode()).isEqualTo(CloseCode.URL_EXPIRED.code());
        }
    }

    @Test
    void cborShouldSayTheSameAsJson() throws Exception {
        var mapper = new CBORMapper();
        try (var json = connect(BOB);
                var cbor = TestSocket.open(url(ANN, ""), Handshake.CBOR)) {
            assertThat(mapper.readTree(cbor.binary()).path("type").asString()).isEqualTo("hello");
            cbor.send(mapper.writeValueAsBytes(Map.of("type", "typing", "channel", "C1")));
            assertThat(next(json).path("type").asString()).isEqualTo("user_typing");
            record.append(posted(GENERAL, "same"));
            assertThat(mapper.readTree(cbor.binary())).isEqualTo(next(json));
        }
    }

    @Test
    void floodShouldCloseTheSessionAndNoOther() throws Exception {
        try (var ann = connect(ANN);
                var bob = connect(BOB)) {
            for (int i = 0; i < 300 && !ann.closed.isDone(); i++) {
                try {
                    ann.send("{\"type\":\"tickle\"}");
                } catch (RuntimeException closed) {
                    break;
                }
            }
            assertThat(ann.closeCode()).isEqualTo(CloseCode.FLOOD.code());
            bob.send("{\"id\":1,\"type\":\"ping\"}");
            assertThat(next(bob).path("type").asString()).isEqualTo("pong");
        }
    }

    @Test
    void personShouldHaveSoManySessionsAndNoMore() throws Exception {
        try (var one = connect(ANN);
                var two = connect(ANN);
                var three = connect(ANN);
                var four = TestSocket.open(url(ANN, ""))) {
            assertThat(four.closeCode()).isEqualTo(CloseCode.TOO_MANY_SESSIONS.code());
            assertThat(door.registry.size()).isEqualTo(3);
        }
    }

    @Test
    void revokingTheTokenShouldCloseItsSessionAndSpoilItsTickets() throws Exception {
        URI unused = url(ANN, "");
        try (var ann = connect(ANN)) {
            record.append(new CredentialEvents.TokenRevoked(new CredentialKey(TEAM, "K" + ANN.value()), ANN));
            assertThat(ann.closeCode()).isEqualTo(CloseCode.AUTH_REVOKED.code());
        }
        try (var late = TestSocket.open(unused)) {
            assertThat(late.closeCode()).isEqualTo(CloseCode.AUTH_REVOKED.code());
        }
    }

    @Test
    void silentClientShouldBeAskedAndThenClosed() throws Exception {
        try (var silent = TestSocket.open(url(ANN, ""), false);
                var alive = connect(BOB)) {
            assertThat(silent.closed.isDone()).isFalse();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
            while (door.registry.size() == 2 && System.nanoTime() < end) Thread.sleep(50);
            assertThat(door.registry.size()).as("the one that answers pings").isEqualTo(1);
            silent.read();
            assertThat(silent.closeCode()).isEqualTo(CloseCode.IDLE.code());
            assertThat(alive.closed.isDone()).isFalse();
        }
    }

    @Test
    void peerBehindALineThatCarriesNothingShouldBeFound() throws Exception {
        try (var line = new Freezer(URI.create("http://127.0.0.1:" + transport.port()));
                var alive = connect(BOB)) {
            URI through = URI.create(url(ANN, "").toString().replace(":" + transport.port(), ":" + line.port()));
            try (var lost = TestSocket.open(through)) {
                assertThat(next(lost).path("type").asString()).isEqualTo("hello");
                line.freeze();
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                while (door.registry.size() == 2 && System.nanoTime() < end) Thread.sleep(50);
                assertThat(door.registry.size()).isEqualTo(1);
                assertThat(alive.closed.isDone()).isFalse();
            }
        }
    }

    @Test
    void sessionShouldGetEverythingBetweenItsGoodbyeAndItsEnd() throws Exception {
        try (var ann = connect(ANN)) {
            for (int i = 0; i < 20; i++) connectQuietly();
            Thread stopping = Thread.ofVirtual().start(server::stop);
            while (!next(ann).path("type").asString().equals("goodbye")) continue;
            long last = record.append(posted(GENERAL, "after the goodbye"));
            assertThat(next(ann).path("text").asString()).isEqualTo("after the goodbye");
            assertThat(ann.closeCode()).isEqualTo(CloseCode.GOING_AWAY.code());
            stopping.join();
            assertThat(last).isPositive();
        }
    }

    /** More sessions, so that a goodbye leaves some time. */
    private void connectQuietly() {
        door.registry.add(new dev.hansard.edge.fanout.Reader(
                        new UserId("U" + System.nanoTime()), Role.MEMBER, new Session.Manner(true, false))
                .session);
    }

    @Test
    void stoppingShouldSayGoodbyeToEveryone() throws Exception {
        try (var ann = connect(ANN);
                var bob = connect(BOB)) {
            server.stop();
            for (TestSocket socket : new TestSocket[] {ann, bob}) {
                JsonNode goodbye = next(socket);
                assertThat(goodbye.path("type").asString()).isEqualTo("goodbye");
                assertThat(goodbye.path("reconnect_in").asLong(-1)).isBetween(0L, 2_000L);
                assertThat(socket.closeCode()).isEqualTo(CloseCode.GOING_AWAY.code());
            }
            assertThat(door.registry.size()).isZero();
        }
    }
}
