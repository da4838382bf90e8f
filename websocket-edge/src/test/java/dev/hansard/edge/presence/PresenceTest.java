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
import dev.hansard.axon.cluster.NoPeers;
import dev.hansard.edge.fanout.FakeRecord;
import dev.hansard.edge.fanout.Reader;
import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.session.SessionRegistry;
import dev.hansard.edge.session.TestSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private static final PersonKey BOBS = new PersonKey(TEAM, BOB);

    private final RtmSettings settings = TestSettings.defaults();
    private final FakeRecord record = new FakeRecord();
    private final SessionRegistry registry = new SessionRegistry(settings, new SimpleMeterRegistry());
    private final Presence presence = new Presence(record, registry, settings, new NoPeers());

    private Reader open(UserId user, boolean batch) {
        var reader = new Reader(user, Role.MEMBER, new Session.Manner(true, batch));
        registry.add(reader.session);
        presence.opened(reader.session, null);
        return reader;
    }

    private void close(Reader reader) {
        registry.remove(reader.session);
        presence.closed(reader.session);
    }

    private static List<String> told(Reader reader) {
        return reader.frames().stream()
                .map(frame -> frame.path("user").asString(frame.path("users").toString()) + " "
                        + frame.path("presence").asString())
                .toList();
    }

    private static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    @Test
    void watcherShouldBeToldNowAndOnChangeAndNobodyElse() {
        Reader ann = open(ANN, false);
        Reader eve = open(EVE, false);
        presence.watch(ann.session, Set.of(BOB));
        Reader bob = open(BOB, false);
        close(bob);
        presence.sweep(in(Duration.ofSeconds(5)));
        assertThat(told(ann)).containsExactly("U2BOB away", "U2BOB active");
        presence.sweep(in(Duration.ofSeconds(11)));
        assertThat(told(ann)).containsExactly("U2BOB away", "U2BOB active", "U2BOB away");
        assertThat(told(eve)).isEmpty();
    }

    @Test
    void comingBackAtOnceShouldNotBeNoticed() {
        Reader ann = open(ANN, false);
        close(open(BOB, false));
        presence.watch(ann.session, Set.of(BOB));
        open(BOB, false);
        presence.sweep(in(Duration.ofSeconds(11)));
        assertThat(told(ann)).containsExactly("U2BOB active");
    }

    @Test
    void anyActiveDeviceShouldCount() {
        Reader phone = open(BOB, false);
        Reader laptop = open(BOB, false);
        close(phone);
        presence.sweep(in(Duration.ofSeconds(11)));
        assertThat(presence.isActive(BOBS)).isTrue();
        assertThat(registry.of(BOBS)).containsExactly(laptop.session);
    }

    @Test
    void idlePersonShouldBeAwayUntilItDoesSomething() {
        Reader bob = open(BOB, false);
        presence.sweep(in(Duration.ofMinutes(29)));
        assertThat(presence.isActive(BOBS)).isTrue();
        presence.sweep(in(Duration.ofMinutes(31)));
        assertThat(presence.isActive(BOBS)).isFalse();
        presence.active(bob.session);
        assertThat(presence.isActive(BOBS)).isTrue();
    }

    @Test
    void manualAwayShouldWinOverActivityAndBeToldToTheOwnDevices() {
        Reader ann = open(ANN, false);
        Reader bob = open(BOB, false);
        presence.watch(ann.session, Set.of(BOB));
        presence.choose(BOBS, true);
        presence.active(bob.session);
        assertThat(presence.isActive(BOBS)).isFalse();
        presence.choose(BOBS, false);
        assertThat(told(ann)).containsExactly("U2BOB active", "U2BOB away", "U2BOB active");
        assertThat(bob.types()).containsExactly("manual_presence_change", "manual_presence_change");
        assertThat(told(ann)).hasSize(3);
    }

    @Test
    void storedManualAwayShouldHoldWhenThePersonComesBack() {
        record.setAway(BOBS);
        open(BOB, false);
        assertThat(presence.isActive(BOBS)).isFalse();
        assertThat(presence.isAwayManually(BOBS)).isTrue();
    }

    @Test
    void batchShouldNameAllInOneFrame() {
        open(BOB, false);
        Reader ann = open(ANN, true);
        presence.watch(ann.session, new java.util.LinkedHashSet<>(List.of(ANN, BOB, EVE)));
        assertThat(told(ann)).containsExactly("[\"U1ANN\",\"U2BOB\"] active", "[\"U3EVE\"] away");
    }

    @Test
    void newListShouldReplaceTheOldOne() {
        Reader ann = open(ANN, false);
        presence.watch(ann.session, Set.of(BOB));
        presence.watch(ann.session, Set.of(EVE));
        open(BOB, false);
        open(EVE, false);
        assertThat(told(ann)).containsExactly("U2BOB away", "U3EVE away", "U3EVE active");
    }

    @Test
    void askingShouldAnswerAndNotSubscribe() {
        Reader ann = open(ANN, false);
        presence.tell(ann.session, Set.of(BOB));
        open(BOB, false);
        assertThat(told(ann)).containsExactly("U2BOB away");
    }
}
