// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import static dev.hansard.edge.fanout.FakeRecord.TEAM;
import static dev.hansard.edge.fanout.TestEvents.ANN;
import static dev.hansard.edge.fanout.TestEvents.BOB;
import static dev.hansard.edge.fanout.TestEvents.EVE;
import static dev.hansard.edge.fanout.TestEvents.GENERAL;
import static dev.hansard.edge.fanout.TestEvents.SECRET;
import static dev.hansard.edge.fanout.TestEvents.created;
import static dev.hansard.edge.fanout.TestEvents.posted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelKind;
import dev.hansard.api.PersonKey;
import dev.hansard.api.UserId;
import dev.hansard.edge.FakeCluster;
import dev.hansard.edge.fanout.FakeRecord;
import dev.hansard.edge.fanout.Harness;
import dev.hansard.edge.fanout.Reader;
import dev.hansard.edge.session.TestSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TypingAcrossEdgesTest {
    private final FakeRecord record = new FakeRecord();
    private final FakeCluster cluster = new FakeCluster();
    private final Harness left = new Harness(record, TestSettings.defaults());
    private final Harness right = new Harness(record, TestSettings.defaults());
    private final TypingNotices leftTyping = new TypingNotices(left.fanout, cluster.join("left"));
    private final TypingNotices rightTyping = new TypingNotices(right.fanout, cluster.join("right"));

    @BeforeEach
    void fill() {
        record.append(created(GENERAL, ChannelKind.PUBLIC, ANN, BOB), created(SECRET, ChannelKind.PRIVATE, EVE));
    }

    @AfterEach
    void stop() {
        left.close();
        right.close();
    }

    private static Reader enter(Harness edge, UserId user) {
        var reader = new Reader(user);
        edge.registry.add(reader.session);
        edge.fanout.enter(reader.session, null);
        return reader;
    }

    @Test
    void typingShouldReachReadersAtAnotherEdgeOnceAndNotTheTypistsOwnDevices() throws Exception {
        Reader laptop = enter(left, ANN);
        Reader phone = enter(right, ANN);
        Reader bob = enter(right, BOB);
        var ann = new PersonKey(TEAM, ANN);
        leftTyping.typing(ann, GENERAL);
        leftTyping.typing(ann, GENERAL);
        bob.await("user_typing");
        // On two devices at once: the other edge has told it already.
        rightTyping.typing(ann, GENERAL);
        record.append(posted(GENERAL, "end"));
        bob.await("message");
        phone.await("message");
        laptop.await("message");
        assertThat(bob.types()).containsExactly("hello", "user_typing", "message");
        assertThat(phone.types()).containsExactly("hello", "message");
        assertThat(laptop.types()).containsExactly("hello", "message");
        assertThat(cluster.told).hasSize(1);
    }

    @Test
    void typingWhereOneIsNoMemberShouldNotLeaveTheEdge() throws Exception {
        enter(left, ANN);
        Reader eve = enter(right, EVE);
        leftTyping.typing(new PersonKey(TEAM, ANN), SECRET);
        record.append(posted(SECRET, "end"));
        eve.await("message");
        assertThat(eve.types()).containsExactly("hello", "message");
        assertThat(cluster.told).isEmpty();
    }
}
