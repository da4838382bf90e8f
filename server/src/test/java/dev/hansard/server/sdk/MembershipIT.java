// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code conversations.join leave invite kick members}. */
class MembershipIT extends SdkTest {
    private final MethodsClient max = as("max");
    private final MethodsClient mina = as("mina");

    @Test
    void joinShouldMakeAMemberOnce() throws Exception {
        String id = channel(max);

        var first = ok(mina.conversationsJoin(r -> r.channel(id)));
        var second = ok(mina.conversationsJoin(r -> r.channel(id)));

        assertThat(first.getChannel().isMember()).isTrue();
        assertThat(first.getWarning()).isNull();
        assertThat(second.getWarning()).isEqualTo("already_in_channel");
        assertThat(second.getResponseMetadata().getWarnings()).containsExactly("already_in_channel");
        assertThat(members(max, id)).containsExactlyInAnyOrder(MAX, MINA);
        Message notice =
                ok(max.conversationsHistory(r -> r.channel(id))).getMessages().getFirst();
        assertThat(notice.getSubtype()).isEqualTo("channel_join");
        assertThat(notice.getUser()).isEqualTo(MINA);
        refused(mina.conversationsJoin(r -> r.channel(NO_CHANNEL)), "channel_not_found");
        String archived = archivedChannel(max);
        refused(mina.conversationsJoin(r -> r.channel(archived)), "is_archived");
    }

    @Test
    void leaveShouldEndTheMembership() throws Exception {
        String id = channel(max, MINA);

        ok(mina.conversationsLeave(r -> r.channel(id)));

        assertThat(members(max, id)).containsExactly(MAX);
        refused(mina.chatPostMessage(r -> r.channel(id).text("x")), "not_in_channel");
        var again = mina.conversationsLeave(r -> r.channel(id));
        assertThat(again.isOk()).isFalse();
        assertThat(again.isNotInChannel()).isTrue();
        refused(mina.conversationsLeave(r -> r.channel(GENERAL)), "cant_leave_general");
        String lonely = privateChannel(max);
        refused(max.conversationsLeave(r -> r.channel(lonely)), "last_member");
        String archived = archivedChannel(max);
        refused(max.conversationsLeave(r -> r.channel(archived)), "is_archived");
        refused(max.conversationsLeave(r -> r.channel(NO_CHANNEL)), "channel_not_found");
    }

    @Test
    void inviteShouldBringPeopleIn() throws Exception {
        String id = privateChannel(max);

        var channel = ok(max.conversationsInvite(r -> r.channel(id).users(List.of(MINA, BOTTY))))
                .getChannel();

        assertThat(channel.getId()).isEqualTo(id);
        assertThat(members(mina, id)).containsExactlyInAnyOrder(MAX, MINA, BOTTY);
        Message notice =
                ok(mina.conversationsHistory(r -> r.channel(id))).getMessages().getFirst();
        assertThat(notice.getSubtype()).isIn("channel_join", "group_join");
        assertThat(notice.getInviter()).isEqualTo(MAX);
    }

    @Test
    void inviteShouldSayWhoCannotComeAndWhy() throws Exception {
        String id = channel(max, MINA);

        refused(invite(id, MINA), "already_in_channel");
        refused(invite(id, MAX), "cant_invite_self");
        refused(invite(id, "U0NOBODY000"), "user_not_found");
        refused(invite(id, Cast.id("dora")), "cant_invite");
        refused(max.conversationsInvite(r -> r.channel(id)), "no_user");
        refused(invite(NO_CHANNEL, MINA), "channel_not_found");
        refused(invite(channel(as("olivia")), MINA), "not_in_channel");
        refused(invite(archivedChannel(max), MINA), "is_archived");
        var mixed = max.conversationsInvite(r -> r.channel(id).users(List.of(BOTTY, "U0NOBODY000")));
        refused(mixed, "user_not_found");
        assertThat(mixed.getErrors()).singleElement().satisfies(error -> {
            assertThat(error.getUser()).isEqualTo("U0NOBODY000");
            assertThat(error.getError()).isEqualTo("user_not_found");
        });
        assertThat(members(max, id)).containsExactlyInAnyOrder(MAX, MINA);
        var forced = ok(max.conversationsInvite(
                r -> r.channel(id).users(List.of(BOTTY, "U0NOBODY000")).force(true)));
        assertThat(forced.getErrors()).hasSize(1);
        assertThat(members(max, id)).containsExactlyInAnyOrder(MAX, MINA, BOTTY);
    }

    @Test
    void kickShouldBeForOthersThanOneself() throws Exception {
        String id = channel(max, MINA);

        refused(max.conversationsKick(r -> r.channel(id).user(MAX)), "cant_kick_self");
        refused(max.conversationsKick(r -> r.channel(id).user(BOTTY)), "not_in_channel");
        refused(max.conversationsKick(r -> r.channel(id).user("U0NOBODY000")), "user_not_found");
        refused(max.conversationsKick(r -> r.channel(NO_CHANNEL).user(MINA)), "channel_not_found");
        refused(as("olivia").conversationsKick(r -> r.channel(GENERAL).user(MINA)), "cant_kick_from_general");
        MethodsClient adam = as("adam");
        ok(adam.conversationsJoin(r -> r.channel(id)));
        ok(adam.conversationsKick(r -> r.channel(id).user(MINA)));

        assertThat(members(max, id)).containsExactlyInAnyOrder(MAX, Cast.id("adam"));
        refused(mina.chatPostMessage(r -> r.channel(id).text("x")), "not_in_channel");
    }

    @Test
    void membersShouldComeInPages() throws Exception {
        String id = channel(max);
        var everyone = new ArrayList<>(List.of(MAX));
        for (int i = 1; i <= Cast.EXTRAS; i++) everyone.add(Cast.id("extra%02d".formatted(i)));
        ok(max.conversationsInvite(r -> r.channel(id).users(everyone.subList(1, everyone.size()))));

        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            String from = cursor;
            var page = ok(max.conversationsMembers(r -> r.channel(id).limit(5).cursor(from)));
            assertThat(page.getMembers()).hasSizeLessThanOrEqualTo(5);
            seen.addAll(page.getMembers());
            cursor = page.getResponseMetadata().getNextCursor();
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactlyInAnyOrderElementsOf(everyone);
        refused(max.conversationsMembers(r -> r.channel(id).cursor("nonsense")), "invalid_cursor");
        refused(max.conversationsMembers(r -> r.channel(id).limit(-1)), "invalid_limit");
        refused(max.conversationsMembers(r -> r.channel(NO_CHANNEL)), "channel_not_found");
    }

    private com.slack.api.methods.response.conversations.ConversationsInviteResponse invite(String id, String user)
            throws Exception {
        return max.conversationsInvite(r -> r.channel(id).users(List.of(user)));
    }

    private static List<String> members(MethodsClient client, String id) throws Exception {
        return ok(client.conversationsMembers(r -> r.channel(id))).getMembers();
    }
}
