// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckerTest {
    private static final Sighting.Way WAY = new Sighting.Way("one", 1, "c");

    /** The first reader is in both channels, the second one in the second. */
    private final Checker checker = new Checker(2, List.of(Set.of(0, 1), Set.of(1)));

    private final History[] histories = {new History(), new History()};

    /** Posted, acknowledged, on record, and told to those who are in the channel. */
    private int said(int channel, long ts) {
        int message = kept(channel, ts);
        checker.acked(message, ts);
        tell(0, channel, message, ts);
        if (channel == 1) tell(1, channel, message, ts);
        return message;
    }

    private int kept(int channel, long ts) {
        int message = checker.posting(channel);
        histories[channel].add(message, ts);
        return message;
    }

    private void tell(int reader, int channel, int message, long ts) {
        checker.told(new Sighting(reader, channel, message, ts, WAY));
    }

    private Charges charges() {
        for (String edge : List.of("one", "two")) {
            for (int channel = 0; channel < 2; channel++) checker.history(edge, channel, histories[channel]);
        }
        return checker.verdict().charges();
    }

    private void onlyOffenceShouldBe(Offence offence, long times) {
        Charges charges = charges();
        assertThat(charges.counts()).containsOnlyKeys(offence);
        assertThat(charges.count(offence)).isEqualTo(times);
        assertThat(charges.cases().getFirst()).startsWith(offence + ": ");
    }

    @Test
    void aRunWithoutFaultsShouldBeGood() {
        said(0, 10);
        said(1, 11);
        said(0, 12);
        Verdict verdict = check();
        assertThat(verdict.isGood()).isTrue();
        assertThat(verdict.row())
                .containsEntry("posts", 3L)
                .containsEntry("acked", 3L)
                .containsEntry("deliveries", 4L)
                .containsEntry("losses", 0L);
    }

    private Verdict check() {
        charges();
        return checker.verdict();
    }

    @Test
    void anAckedMessageThatIsNotKeptShouldBeLost() {
        said(0, 10);
        checker.acked(checker.posting(0), 11);
        onlyOffenceShouldBe(Offence.LOST, 1);
    }

    @Test
    void aMessageThatAMemberWasNotToldOfShouldBeMissed() {
        int message = kept(1, 10);
        tell(1, 1, message, 10);
        onlyOffenceShouldBe(Offence.MISSED, 1);
    }

    @Test
    void aMessageThatWasToldAndIsNotKeptShouldBeUnfounded() {
        tell(0, 0, checker.posting(0), 10);
        onlyOffenceShouldBe(Offence.UNFOUNDED, 1);
    }

    @Test
    void aMessageThatIsToldTwiceShouldBeReportedWithThePlaceWhereItHappened() {
        int message = said(0, 10);
        tell(0, 0, message, 10);
        Charges charges = charges();
        assertThat(charges.count(Offence.TOLD_TWICE)).isEqualTo(1);
        assertThat(charges.cases().getFirst()).contains("at one on connection 1 with cursor c");
    }

    @Test
    void aMessageThatIsKeptTwiceShouldBeReported() {
        int message = said(0, 10);
        histories[0].add(message, 11);
        assertThat(charges().count(Offence.KEPT_TWICE)).isEqualTo(2);
    }

    @Test
    void aMessageThatComesAfterALaterOneShouldBeOutOfOrder() {
        int earlier = kept(0, 10);
        int later = kept(0, 11);
        tell(0, 0, later, 11);
        tell(0, 0, earlier, 10);
        onlyOffenceShouldBe(Offence.OUT_OF_ORDER, 1);
    }

    @Test
    void orderShouldBeThatOfEachChannelAlone() {
        int late = kept(0, 20);
        int early = kept(1, 10);
        tell(0, 0, late, 20);
        tell(0, 1, early, 10);
        tell(1, 1, early, 10);
        assertThat(charges().all()).isZero();
    }

    @Test
    void aMessageWithAnotherTsElsewhereShouldBeReported() {
        int message = kept(0, 10);
        checker.acked(message, 9);
        tell(0, 0, message, 10);
        assertThat(charges().counts()).containsOnlyKeys(Offence.ANOTHER_TS);
    }

    @Test
    void edgesThatTellDifferentHistoriesShouldBeReported() {
        said(0, 10);
        checker.history("one", 0, histories[0]);
        checker.history("one", 1, histories[1]);
        checker.history("two", 0, new History());
        assertThat(checker.verdict().charges().counts()).containsOnlyKeys(Offence.HISTORIES_DIFFER);
    }

    @Test
    void rowsThatAreNotTheHistoryShouldBeReported() {
        said(0, 10);
        said(0, 12);
        checker.history("one", 0, histories[0]);
        checker.history("one", 1, histories[1]);
        checker.rows(0, new long[] {10, 11});
        assertThat(checker.verdict().charges().count(Offence.HISTORIES_DIFFER)).isEqualTo(2);
    }

    @Test
    void whatIsSaidInAChannelShouldStayThere() {
        int message = kept(0, 10);
        tell(0, 0, message, 10);
        tell(1, 0, message, 10);
        onlyOffenceShouldBe(Offence.NOT_FOR_THEM, 1);
    }

    @Test
    void whatAReaderFetchedShouldCountAsToldAndMayOverlapWithWhatItIsToldLive() {
        int missed = kept(0, 10);
        int both = kept(0, 11);
        checker.fetched(new Sighting(0, 0, missed, 10, WAY));
        checker.fetched(new Sighting(0, 0, both, 11, WAY));
        tell(0, 0, both, 11);
        assertThat(charges().all()).isZero();
    }

    @Test
    void aPostOfUnknownFateMayBeKeptOrNot() {
        checker.posting(0);
        tell(0, 0, kept(0, 10), 10);
        Verdict verdict = check();
        assertThat(verdict.isGood()).isTrue();
        assertThat(verdict.row()).containsEntry("never acked", 2L).containsEntry("of these kept", 1L);
    }

    @Test
    void aProcessThatEndsByItselfShouldBeReported() {
        checker.crashed("one ended with 1");
        onlyOffenceShouldBe(Offence.CRASHED, 1);
    }

    @Test
    void whoComesAndGoesShouldBeToldWhatIsSaidWhileThere() {
        checker.wanders(0);
        int before = kept(0, 10);
        int during = kept(0, 20);
        int missed = kept(0, 21);
        int after = kept(0, 30);
        tell(0, 0, during, 20);
        tell(0, 0, after, 30);
        checker.stayed(0, 0, 15, 25);
        Charges charges = charges();
        assertThat(charges.counts()).containsOnlyKeys(Offence.MISSED, Offence.NOT_FOR_THEM);
        assertThat(charges.cases())
                .anyMatch(each -> each.contains("MISSED: reader 0, message " + missed + " "))
                .anyMatch(each -> each.contains("NOT_FOR_THEM: reader 0 while away, message " + after + " "))
                .noneMatch(each -> each.contains("message " + before + " "));
    }

    @Test
    void whoComesAndGoesAndCouldNotResumeShouldBeExcused() {
        checker.wanders(0);
        kept(0, 20);
        checker.stayed(0, 0, 15, 25);
        checker.excuse(0);
        assertThat(charges().all()).isZero();
    }
}
