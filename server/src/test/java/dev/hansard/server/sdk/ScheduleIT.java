// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.response.chat.scheduled_messages.ChatScheduledMessagesListResponse.ScheduledMessage;
import com.slack.api.model.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code chat.scheduleMessage}, {@code chat.deleteScheduledMessage} and {@code chat.scheduledMessages.list}. */
class ScheduleIT extends SdkTest {
    private static final int HOUR = 3600;

    private final MethodsClient max = as("max");
    private String channel = "";

    @BeforeEach
    void makeChannel() throws Exception {
        channel = channel(max, MINA);
    }

    @Test
    void scheduledMessageShouldBePostedWhenItsTimeHasCome() throws Exception {
        int at = in(2);

        var answer =
                ok(max.chatScheduleMessage(r -> r.channel(channel).postAt(at).text("later")));

        assertThat(answer.getChannel()).isEqualTo(channel);
        assertThat(answer.getScheduledMessageId()).startsWith("Q");
        assertThat(answer.getPostAt()).isEqualTo(at);
        assertThat(answer.getMessage().getText()).isEqualTo("later");
        assertThat(answer.getMessage().getType()).isEqualTo("delayed_message");
        assertThat(history(max, channel)).isEmpty();
        Message posted = awaitPosted();
        assertThat(posted.getText()).isEqualTo("later");
        assertThat(posted.getUser()).isEqualTo(MAX);
        assertThat(posted.getTs()).isGreaterThanOrEqualTo(at + ".000000");
        assertThat(scheduled(max)).isEmpty();
    }

    @Test
    void listShouldShowWhatIsScheduledUntilItIsCancelled() throws Exception {
        String first = schedule(in(HOUR), "first");
        String second = schedule(in(2 * HOUR), "second");

        List<ScheduledMessage> listed = scheduled(max);

        assertThat(listed).extracting(ScheduledMessage::getId).containsExactlyInAnyOrder(first, second);
        assertThat(listed).allSatisfy(each -> {
            assertThat(each.getChannelId()).isEqualTo(channel);
            assertThat(each.getDateCreated()).isCloseTo(in(0), org.assertj.core.data.Offset.offset(60));
            assertThat(each.getPostAt()).isGreaterThan(each.getDateCreated());
        });
        assertThat(listed).extracting(ScheduledMessage::getText).contains("first", "second");
        assertThat(scheduled(as("mina"))).as("somebody else's").isEmpty();
        ok(max.chatDeleteScheduledMessage(r -> r.channel(channel).scheduledMessageId(first)));
        assertThat(scheduled(max)).extracting(ScheduledMessage::getId).containsExactly(second);
        refused(
                max.chatDeleteScheduledMessage(r -> r.channel(channel).scheduledMessageId(first)),
                "invalid_scheduled_message_id");
        refused(
                as("mina").chatDeleteScheduledMessage(r -> r.channel(channel).scheduledMessageId(second)),
                "invalid_scheduled_message_id");
        refused(max.chatScheduledMessagesList(r -> r.channel(NO_CHANNEL)), "invalid_channel");
    }

    @Test
    void listShouldComeInPages() throws Exception {
        var sent = new ArrayList<String>();
        for (int i = 1; i <= 5; i++) sent.add(schedule(in(i * HOUR), "at " + i));

        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            String from = cursor;
            var page = ok(max.chatScheduledMessagesList(
                    r -> r.channel(channel).limit(2).cursor(from)));
            assertThat(page.getScheduledMessages()).hasSizeLessThanOrEqualTo(2);
            page.getScheduledMessages().forEach(each -> seen.add(each.getId()));
            cursor = page.getResponseMetadata().getNextCursor();
        } while (cursor != null && !cursor.isEmpty());

        assertThat(seen).containsExactlyInAnyOrderElementsOf(sent);
        refused(max.chatScheduledMessagesList(r -> r.channel(channel).cursor("nonsense")), "invalid_cursor");
    }

    @Test
    void scheduleShouldBeRefusedWhenItCannotBe() throws Exception {
        refused(max.chatScheduleMessage(r -> r.channel(channel).postAt(in(-60)).text("x")), "time_in_past");
        refused(
                max.chatScheduleMessage(
                        r -> r.channel(channel).postAt(in(121 * 24 * HOUR)).text("x")),
                "time_too_far");
        refused(max.chatScheduleMessage(r -> r.channel(channel).postAt(in(HOUR))), "no_text");
        refused(
                max.chatScheduleMessage(
                        r -> r.channel(NO_CHANNEL).postAt(in(HOUR)).text("x")),
                "channel_not_found");
        String foreign = channel(as("olivia"));
        refused(max.chatScheduleMessage(r -> r.channel(foreign).postAt(in(HOUR)).text("x")), "not_in_channel");
        String archived = archivedChannel(max);
        refused(
                max.chatScheduleMessage(
                        r -> r.channel(archived).postAt(in(HOUR)).text("x")),
                "is_archived");
    }

    @Test
    void scheduleShouldBeRefusedWhenTooManyAreDueAtOnce() throws Exception {
        int at = in(3 * HOUR);
        for (int i = 0; i < 30; i++) schedule(at, "crowd " + i);

        refused(max.chatScheduleMessage(r -> r.channel(channel).postAt(at).text("one more")), "restricted_too_many");
    }

    private String schedule(int at, String text) throws Exception {
        return ok(max.chatScheduleMessage(r -> r.channel(channel).postAt(at).text(text)))
                .getScheduledMessageId();
    }

    private List<ScheduledMessage> scheduled(MethodsClient client) throws Exception {
        return ok(client.chatScheduledMessagesList(r -> r.channel(channel))).getScheduledMessages();
    }

    private Message awaitPosted() throws Exception {
        var deadline = Instant.now().plusSeconds(20);
        while (history(max, channel).isEmpty() && Instant.now().isBefore(deadline)) Thread.sleep(100);
        return history(max, channel).getFirst();
    }

    private static int in(int seconds) {
        return (int) Instant.now().getEpochSecond() + seconds;
    }
}
