// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.preservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.HoldScope;
import dev.hansard.api.HoldText;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldTest {
    private static final UserId ANN = new UserId("UANN");
    private static final UserId BEN = new UserId("UBEN");
    private static final ChannelKey ROOM = ChannelKey.of("T1", "C1");
    private static final ChannelKey OTHER = ChannelKey.of("T1", "C2");

    /** Ann was in the room once. */
    private static final Hold.Membership WAS_IN = (channel, anyOf) -> channel.equals(ROOM) && anyOf.contains(ANN);

    @Test
    void everythingInACustodiansConversationsShouldBeCoveredWhoeverWroteIt() {
        Hold hold = hold(people(ANN));

        assertThat(hold.covers(item(ROOM, BEN, 5, "x"), WAS_IN)).isTrue();
        assertThat(hold.covers(item(OTHER, BEN, 5, "x"), WAS_IN)).isFalse();
        assertThat(hold.covers(item(OTHER, ANN, 5, "x"), WAS_IN)).isTrue();
    }

    @Test
    void onlyAuthoredShouldCoverTheCustodiansOwnWords() {
        Hold hold = hold(new HoldScope(Set.of(ANN), Set.of(), true, false, null, null));

        assertThat(hold.covers(item(ROOM, BEN, 5, "x"), WAS_IN)).isFalse();
        assertThat(hold.covers(item(ROOM, ANN, 5, "x"), WAS_IN)).isTrue();
    }

    @Test
    void onlyDirectShouldLeaveChannelsOutButNotThoseThatAreNamed() {
        var scope = new HoldScope(Set.of(ANN), Set.of(OTHER.channel()), false, true, null, null);

        assertThat(hold(scope).covers(item(ROOM, BEN, 5, "x"), WAS_IN)).isFalse();
        assertThat(hold(scope).covers(item(OTHER, BEN, 5, "x"), WAS_IN)).isTrue();
        var direct = new Item(ROOM, true, new Ts(5), BEN, () -> List.of("x"));
        assertThat(hold(scope).covers(direct, WAS_IN)).isTrue();
    }

    @Test
    void holdOfNobodyAndNowhereShouldCoverTheWorkspace() {
        Hold hold = hold(people());

        assertThat(hold.covers(item(OTHER, BEN, 5, "x"), WAS_IN)).isTrue();
        assertThat(hold.covers(new Item(null, false, Ts.ZERO, BEN, List::of), WAS_IN))
                .isTrue();
    }

    @Test
    void rangeOfTimeShouldIncludeBothEnds() {
        Hold hold = hold(new HoldScope(Set.of(), Set.of(), false, false, new Ts(5), new Ts(7)));

        for (long in : new long[] {5, 6, 7})
            assertThat(hold.covers(item(ROOM, BEN, in, "x"), WAS_IN)).isTrue();
        for (long out : new long[] {4, 8})
            assertThat(hold.covers(item(ROOM, BEN, out, "x"), WAS_IN)).isFalse();
    }

    @Test
    void profileShouldBeCoveredForCustodiansWhateverTheWordsAndTimes() {
        var scope = new HoldScope(Set.of(ANN), Set.of(), true, true, new Ts(5), new Ts(7));
        Hold hold = new Hold("H1", "m", scope, true, List.of("merger"), false, BEN, 0);

        assertThat(hold.covers(new Item(null, false, Ts.ZERO, ANN, List::of), WAS_IN))
                .isTrue();
        assertThat(hold.covers(new Item(null, false, Ts.ZERO, BEN, List::of), WAS_IN))
                .isFalse();
    }

    @Test
    void oneVersionWithTheWordsShouldBeEnough() {
        Hold hold = new Hold("H1", "m", people(), true, List.of("merger"), false, BEN, 0);

        assertThat(hold.covers(item(ROOM, BEN, 5, "lunch?", "The Merger!"), WAS_IN))
                .isTrue();
        assertThat(hold.covers(item(ROOM, BEN, 5, "lunch?", "dinner"), WAS_IN)).isFalse();
    }

    @Test
    void whatCannotBeToldShouldBeKept() {
        Hold hold = new Hold("H1", "m", people(), true, List.of("merger"), false, BEN, 0);
        Hold lost = new Hold("H1", null, people(), true, List.of(), false, BEN, 0);

        assertThat(hold.covers(new Item(ROOM, false, new Ts(5), BEN, HoldTest::nothing), WAS_IN))
                .isTrue();
        assertThat(lost.covers(item(ROOM, BEN, 5, "x"), WAS_IN)).isTrue();
    }

    @Test
    void releasedHoldShouldCoverNothing() {
        assertThat(hold(people()).released(true).covers(item(ROOM, BEN, 5, "x"), WAS_IN))
                .isFalse();
    }

    @Test
    void extensionShouldOnlyWiden() {
        var scope = new HoldScope(Set.of(ANN), Set.of(), false, false, new Ts(5), new Ts(7));
        Hold wider = hold(scope)
                .plus(
                        new HoldScope(Set.of(BEN), Set.of(new ChannelId("C2")), false, false, new Ts(6), new Ts(9)),
                        new HoldText(null, "more", List.of()));

        assertThat(wider.scope().custodians()).containsExactly(ANN, BEN);
        assertThat(wider.scope().from()).isEqualTo(new Ts(5));
        assertThat(wider.scope().to()).isEqualTo(new Ts(9));
    }

    @ParameterizedTest
    @CsvSource({
        "merger, The MERGER., true",
        "merger, mergers, false",
        "merg*, mergers, true",
        "project blue, 'see project, blue one', true",
        "project blue, blue project, false",
        "café, CAFE, true",
        "straße, STRASSE, true",
        "契約, この契約書, true",
        "契約, 契る約束, false",
        "merger, '[{\"type\":\"text\",\"text\":\"the merger\"}]', true"
    })
    void wordsShouldBeFoundWithoutRegardForForm(String query, String text, boolean found) {
        assertThat(Words.anyIn(List.of(query), List.of(text))).isEqualTo(found);
    }

    @Test
    void queryOfNothingButPunctuationShouldBeNone() {
        assertThat(Hold.isQuery("?!*")).isFalse();
        assertThat(Hold.isQuery("a*")).isTrue();
    }

    private static HoldScope people(UserId... custodians) {
        return new HoldScope(Set.of(custodians), Set.of(), false, false, null, null);
    }

    private static Hold hold(HoldScope scope) {
        return new Hold("H1", "matter", scope, false, List.of(), false, BEN, 0);
    }

    private static @Nullable List<String> nothing() {
        return null;
    }

    private static Item item(ChannelKey channel, UserId author, long ts, String... texts) {
        return new Item(channel, false, new Ts(ts), author, () -> List.of(texts));
    }
}
