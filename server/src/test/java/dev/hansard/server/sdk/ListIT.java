// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static com.slack.api.model.ConversationType.IM;
import static com.slack.api.model.ConversationType.MPIM;
import static com.slack.api.model.ConversationType.PRIVATE_CHANNEL;
import static com.slack.api.model.ConversationType.PUBLIC_CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code conversations.list} and {@code users.conversations}. */
class ListIT extends SdkTest {
    private final MethodsClient max = as("max");
    private final MethodsClient mina = as("mina");

    @Test
    void listShouldShowPublicChannelsToEveryone() throws Exception {
        String open = channel(max);
        String hidden = privateChannel(max);
        String archived = archivedChannel(max);

        List<String> seen = list(mina, false, PUBLIC_CHANNEL);

        assertThat(seen).contains(GENERAL, open, archived).doesNotContain(hidden);
        assertThat(list(mina, true, PUBLIC_CHANNEL)).contains(open).doesNotContain(archived);
        assertThat(list(mina, false, PRIVATE_CHANNEL)).doesNotContain(hidden);
        assertThat(list(max, false, PRIVATE_CHANNEL)).contains(hidden).doesNotContain(open);
        assertThat(list(max, false, PUBLIC_CHANNEL, PRIVATE_CHANNEL)).contains(open, hidden);
    }

    @Test
    void listShouldShowDirectConversationsToTheirPeople() throws Exception {
        String direct = open(max, MINA);
        String group = open(max, MINA, BOTTY);

        assertThat(list(max, false, IM)).contains(direct).doesNotContain(group);
        assertThat(list(mina, false, IM, MPIM)).contains(direct, group);
        assertThat(list(as("adam"), false, IM, MPIM)).doesNotContain(direct, group);
    }

    @Test
    void listShouldTellHowManyMembersAndWhetherOneIsIn() throws Exception {
        String id = channel(max);

        Conversation general = find(mina, GENERAL);
        Conversation foreign = find(mina, id);

        assertThat(general.isGeneral()).isTrue();
        assertThat(general.isMember()).isTrue();
        assertThat(general.getNumOfMembers()).isGreaterThanOrEqualTo(4);
        assertThat(foreign.isMember()).isFalse();
        assertThat(foreign.getNumOfMembers()).isEqualTo(1);
    }

    @Test
    void listShouldBeRefused() throws Exception {
        refused(max.conversationsList(r -> r.cursor("nonsense")), "invalid_cursor");
        refused(max.conversationsList(r -> r.limit(-1)), "invalid_limit");
    }

    @Test
    void usersConversationsShouldBeThoseOfThePerson() throws Exception {
        String both = channel(max, MINA);
        String maxOnly = channel(max);
        String hidden = privateChannel(max);

        assertThat(ofPerson(max, null)).contains(GENERAL, both, maxOnly, hidden);
        assertThat(ofPerson(mina, null)).contains(GENERAL, both).doesNotContain(maxOnly, hidden);
        assertThat(ofPerson(mina, MAX)).contains(both, maxOnly).doesNotContain(hidden);
        Conversation channel =
                ok(max.usersConversations(r -> r.limit(1))).getChannels().getFirst();
        assertThat(channel.getNumOfMembers()).isNull();
        refused(max.usersConversations(r -> r.user("U0NOBODY000")), "user_not_found");
        refused(max.usersConversations(r -> r.cursor("nonsense")), "invalid_cursor");
    }

    private static List<String> list(MethodsClient client, boolean excludeArchived, ConversationType... types)
            throws Exception {
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            String from = cursor;
            var page = ok(client.conversationsList(r -> r.types(List.of(types))
                    .excludeArchived(excludeArchived)
                    .limit(7)
                    .cursor(from)));
            assertThat(page.getChannels()).hasSizeLessThanOrEqualTo(7);
            page.getChannels().forEach(channel -> seen.add(channel.getId()));
            cursor = page.getResponseMetadata().getNextCursor();
        } while (!cursor.isEmpty());
        assertThat(seen).doesNotHaveDuplicates();
        return seen;
    }

    private static List<String> ofPerson(MethodsClient client, String user) throws Exception {
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            String from = cursor;
            var page = ok(client.usersConversations(r -> r.user(user)
                    .types(List.of(PUBLIC_CHANNEL, PRIVATE_CHANNEL))
                    .limit(5)
                    .cursor(from)));
            page.getChannels().forEach(channel -> seen.add(channel.getId()));
            cursor = page.getResponseMetadata().getNextCursor();
        } while (!cursor.isEmpty());
        return seen;
    }

    private static Conversation find(MethodsClient client, String id) throws Exception {
        return ok(client.conversationsList(r -> r.limit(999))).getChannels().stream()
                .filter(channel -> channel.getId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String open(MethodsClient client, String... people) throws Exception {
        return ok(client.conversationsOpen(r -> r.users(List.of(people))))
                .getChannel()
                .getId();
    }
}
