// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code conversations.history} and {@code conversations.mark}. */
class ReadingIT extends SdkTest {
    private final MethodsClient max = as("max");
    private final MethodsClient mina = as("mina");
    private String channel = "";

    @BeforeEach
    void makeChannel() throws Exception {
        channel = channel(max, MINA);
    }

    @Test
    void historyShouldComeInPagesNewestFirst() throws Exception {
        var sent = new ArrayList<String>();
        for (int i = 0; i < 11; i++) sent.add(post(i % 2 == 0 ? max : mina, channel, "message " + i));

        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            String from = cursor;
            var page =
                    ok(max.conversationsHistory(r -> r.channel(channel).limit(4).cursor(from)));
            assertThat(page.getMessages()).hasSizeLessThanOrEqualTo(4);
            page.getMessages().stream()
                    .filter(message -> message.getSubtype() == null)
                    .forEach(message -> seen.addFirst(message.getTs()));
            cursor = page.getResponseMetadata() == null
                    ? ""
                    : page.getResponseMetadata().getNextCursor();
            assertThat(page.isHasMore()).isEqualTo(!cursor.isEmpty());
            assertThat(page.getPinCount()).isZero();
        } while (!cursor.isEmpty());

        assertThat(seen).isEqualTo(sent);
        assertThat(sent).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void historyShouldKeepToItsBounds() throws Exception {
        var ts = new ArrayList<String>();
        for (int i = 0; i < 5; i++) ts.add(post(max, channel, "message " + i));

        assertThat(between(ts.get(1), ts.get(3), false)).containsExactly(ts.get(2));
        assertThat(between(ts.get(1), ts.get(3), true)).containsExactly(ts.get(3), ts.get(2), ts.get(1));
        var newest = ok(max.conversationsHistory(r -> r.channel(channel).limit(1)));
        assertThat(newest.getMessages()).extracting(Message::getTs).containsExactly(ts.getLast());
        assertThat(newest.isHasMore()).isTrue();
        var one = ok(max.conversationsHistory(
                r -> r.channel(channel).latest(ts.get(2)).inclusive(true).limit(1)));
        assertThat(one.getMessages()).extracting(Message::getTs).containsExactly(ts.get(2));
        assertThat(one.getLatest()).isEqualTo(ts.get(2));
    }

    @Test
    void historyShouldBeRefused() throws Exception {
        refused(max.conversationsHistory(r -> r.channel(channel).latest("soon")), "invalid_ts_latest");
        refused(max.conversationsHistory(r -> r.channel(channel).oldest("once")), "invalid_ts_oldest");
        refused(max.conversationsHistory(r -> r.channel(channel).cursor("nonsense")), "invalid_cursor");
        refused(max.conversationsHistory(r -> r.channel(channel).limit(-1)), "invalid_limit");
        refused(max.conversationsHistory(r -> r.channel(NO_CHANNEL)), "channel_not_found");
        refused(as("botty").conversationsHistory(r -> r.channel(channel)), "not_in_channel");
    }

    @Test
    void markShouldMoveTheReadersMark() throws Exception {
        String first = post(mina, channel, "first");
        post(mina, channel, "second");

        ok(max.conversationsMark(r -> r.channel(channel).ts(first)));

        var info = ok(max.conversationsInfo(r -> r.channel(channel))).getChannel();
        assertThat(info.getLastRead()).isEqualTo(first);
        assertThat(info.getUnreadCountDisplay()).isEqualTo(1);
        refused(max.conversationsMark(r -> r.channel(channel).ts("soon")), "invalid_timestamp");
        refused(max.conversationsMark(r -> r.channel(NO_CHANNEL).ts(first)), "channel_not_found");
        refused(as("olivia").conversationsMark(r -> r.channel(channel).ts(first)), "not_in_channel");
    }

    private List<String> between(String oldest, String latest, boolean inclusive) throws Exception {
        return ok(max.conversationsHistory(
                        r -> r.channel(channel).oldest(oldest).latest(latest).inclusive(inclusive)))
                .getMessages()
                .stream()
                .map(Message::getTs)
                .toList();
    }
}
