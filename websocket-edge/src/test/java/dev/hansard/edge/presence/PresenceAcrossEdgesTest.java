// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.presence;

import static dev.hansard.edge.fanout.FakeRecord.TEAM;
import static dev.hansard.edge.fanout.TestEvents.ANN;
import static dev.hansard.edge.fanout.TestEvents.BOB;
import static dev.hansard.edge.fanout.TestEvents.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.PersonKey;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.axon.cluster.Peers;
import dev.hansard.edge.FakeCluster;
import dev.hansard.edge.fanout.FakeRecord;
import dev.hansard.edge.fanout.Reader;
import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.session.SessionRegistry;
import dev.hansard.edge.session.TestSettings;
import dev.hansard.edge.transport.EncodedFrame;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PresenceAcrossEdgesTest {
    private static final PersonKey BOBS = new PersonKey(TEAM, BOB);

    private final RtmSettings settings = TestSettings.of(Map.of("hansard.rtm.presence-patience", "5s"));
    private final FakeRecord record = new FakeRecord();
    private final FakeCluster cluster = new FakeCluster();
    private final Edge left = new Edge("left");
    private final Edge right = new Edge("right");

    private final class Edge {
        final Peers peers;
        final SessionRegistry registry = new SessionRegistry(settings, new SimpleMeterRegistry());
        final Presence presence;
        final Devices devices;

        Edge(String name) {
            peers = cluster.join(name);
            presence = new Presence(record, registry, settings, peers);
            devices = new Devices(registry, peers);
        }

        Reader open(UserId user) {
            return open(user, false);
        }

        Reader open(UserId user, boolean batch) {
            var reader = new Reader(user, Role.MEMBER, new Session.Manner(true, batch));
            registry.add(reader.session);
            presence.opened(reader.session, null);
            return reader;
        }

        void close(Reader reader) {
            registry.remove(reader.session);
            presence.closed(reader.session);
        }

        void lingerIsOver() {
            presence.sweep(System.nanoTime() + Duration.ofSeconds(11).toNanos());
        }
    }

    @AfterEach
    void stop() {
        left.presence.close();
        right.presence.close();
    }

    private static boolean says(JsonNode frame, UserId user, String presence) {
        String who = frame.path("user").asString(frame.path("users").toString());
        return who.contains(user.value()) && frame.path("presence").asString("").equals(presence);
    }

    private static void awaitPresence(Reader reader, UserId user, String presence) throws InterruptedException {
        awaitTrue(() -> reader.frames().stream()
                .reduce((before, last) -> last)
                .filter(last -> says(last, user, presence))
                .isPresent());
    }

    private static void awaitTrue(BooleanSupplier wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("it never came to that");
            Thread.sleep(5);
        }
    }

    @Test
    void watcherShouldBeToldOfSomebodyAtAnotherEdge() throws Exception {
        right.open(BOB);
        Reader ann = left.open(ANN);
        left.presence.watch(ann.session, Set.of(BOB, EVE));
        awaitTrue(() -> ann.frames().size() == 2);
        assertThat(ann.frames()).anyMatch(frame -> says(frame, BOB, "active"));
        assertThat(ann.frames()).anyMatch(frame -> says(frame, EVE, "away"));
        Reader eve = right.open(EVE);
        awaitPresence(ann, EVE, "active");
        right.close(eve);
        right.lingerIsOver();
        awaitPresence(ann, EVE, "away");
        assertThat(ann.frames()).hasSize(4);
    }

    @Test
    void devicesAtAllEdgesShouldCountTogether() throws Exception {
        Reader phone = right.open(BOB);
        Reader laptop = left.open(BOB);
        Reader ann = left.open(ANN);
        left.presence.watch(ann.session, Set.of(BOB));
        awaitPresence(ann, BOB, "active");
        left.close(laptop);
        left.lingerIsOver();
        assertThat(left.presence.find(BOBS).active()).isTrue();
        assertThat(left.presence.find(BOBS).connections()).isEqualTo(1);
        assertThat(ann.frames()).hasSize(1);
        right.close(phone);
        right.lingerIsOver();
        awaitPresence(ann, BOB, "away");
        assertThat(ann.frames()).hasSize(2);
    }

    @Test
    void everyEdgeShouldAnswerTheSame() {
        left.open(BOB);
        right.open(BOB);
        assertThat(left.presence.find(BOBS)).isEqualTo(right.presence.find(BOBS));
        assertThat(right.presence.find(BOBS).connections()).isEqualTo(2);
        assertThat(right.presence.find(new PersonKey(TEAM, EVE))).isEqualTo(Seen.NOTHING);
    }

    @Test
    void nobodyShouldBeToldOfWhomNobodyWatches() throws Exception {
        Reader ann = left.open(ANN);
        left.presence.watch(ann.session, Set.of(EVE));
        awaitPresence(ann, EVE, "away");
        cluster.told.clear();
        right.close(right.open(BOB));
        right.lingerIsOver();
        Reader eve = right.open(EVE);
        awaitPresence(ann, EVE, "active");
        assertThat(cluster.told).containsExactly(new FakeCluster.Told("right", "left", "presence"));
        left.presence.watch(ann.session, Set.of());
        left.presence.sweep(System.nanoTime());
        awaitTrue(() -> cluster.told.size() == 2);
        right.close(eve);
        right.lingerIsOver();
        assertThat(left.presence.find(new PersonKey(TEAM, EVE)).active()).isFalse();
        assertThat(cluster.told.stream().filter(told -> told.from().equals("right")))
                .as("the change before, and the answer")
                .hasSize(2);
    }

    @Test
    void peopleOfALostEdgeShouldBeAwayInOneFrame() throws Exception {
        right.open(BOB);
        right.open(EVE);
        Reader ann = left.open(ANN, true);
        left.presence.watch(ann.session, Set.of(BOB, EVE));
        awaitTrue(() -> ann.frames().size() == 1);
        cluster.lose("right");
        awaitTrue(() -> ann.frames().size() == 2);
        JsonNode last = ann.frames().getLast();
        assertThat(last.path("presence").asString()).isEqualTo("away");
        assertThat(last.path("users")).hasSize(2);
        assertThat(left.presence.find(BOBS)).isEqualTo(Seen.NOTHING);
    }

    @Test
    void brokenLinkShouldNotShowAnybodyAsAwayWhoIsThere() throws Exception {
        right.open(BOB);
        Reader eve = right.open(EVE);
        Reader ann = left.open(ANN);
        left.presence.watch(ann.session, Set.of(BOB, EVE));
        awaitTrue(() -> ann.frames().size() == 2);
        cluster.cut(true);
        right.close(eve);
        right.lingerIsOver();
        cluster.cut(false);
        cluster.relink("right");
        awaitPresence(ann, EVE, "away");
        assertThat(ann.frames()).hasSize(3);
        right.presence.choose(BOBS, true);
        awaitPresence(ann, BOB, "away");
    }

    @Test
    void edgeThatJoinsLaterShouldBeToldWhomTheOthersWatch() throws Exception {
        Reader ann = left.open(ANN);
        cluster.lose("right");
        awaitTrue(() -> left.peers.edges().isEmpty());
        left.presence.watch(ann.session, Set.of(BOB));
        Edge late = new Edge("late");
        late.open(BOB);
        awaitPresence(ann, BOB, "active");
        late.presence.close();
    }

    @Test
    void choiceShouldReachTheDevicesAndWatchersAtOtherEdges() throws Exception {
        Reader phone = right.open(BOB);
        Reader ann = left.open(ANN);
        left.presence.watch(ann.session, Set.of(BOB));
        awaitPresence(ann, BOB, "active");
        left.presence.choose(BOBS, true);
        awaitPresence(ann, BOB, "away");
        assertThat(phone.await("manual_presence_change").path("presence").asString())
                .isEqualTo("away");
        assertThat(right.presence.isAwayManually(BOBS)).isTrue();
        left.presence.choose(BOBS, false);
        awaitPresence(ann, BOB, "active");
    }

    @Test
    void choiceMadeWhileASessionOpensElsewhereShouldHold() throws Exception {
        left.presence.choose(BOBS, true);
        awaitTrue(() -> !cluster.told.isEmpty());
        assertThat(right.presence.find(BOBS).active()).isFalse();
        // The read model has not heard of it yet.
        right.open(BOB);
        assertThat(right.presence.isActive(BOBS)).isFalse();
    }

    @Test
    void comingAndGoingShouldBeGatheredIntoFewMessages() throws Exception {
        Reader ann = left.open(ANN);
        left.presence.watch(ann.session, Set.of(BOB));
        awaitPresence(ann, BOB, "away");
        right.open(BOB);
        awaitPresence(ann, BOB, "active");
        cluster.told.clear();
        for (int i = 0; i < 1_000; i++) right.presence.choseElsewhere(BOBS, i % 2 == 0);
        right.presence.choseElsewhere(BOBS, true);
        awaitPresence(ann, BOB, "away");
        assertThat(cluster.told.size()).isLessThan(50);
    }

    @Test
    void ephemeralMessageShouldReachThePersonAtEveryEdge() {
        Reader phone = right.open(BOB);
        Reader laptop = left.open(BOB);
        Reader ann = right.open(ANN);
        left.devices.show(
                BOBS, EncodedFrame.of("{\"type\":\"message\",\"text\":\"for you\"}".getBytes(StandardCharsets.UTF_8)));
        for (Reader bob : List.of(phone, laptop)) {
            assertThat(bob.frames().getFirst().path("text").asString()).isEqualTo("for you");
        }
        assertThat(ann.frames()).isEmpty();
    }
}
