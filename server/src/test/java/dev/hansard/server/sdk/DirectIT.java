// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.response.conversations.ConversationsOpenResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.Message;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Direct conversations: {@code conversations.open} and {@code conversations.close}. */
class DirectIT extends SdkTest {
    private final MethodsClient max = as("max");
    private final MethodsClient mina = as("mina");

    @Test
    void openShouldFindTheSameConversationFromBothSides() throws Exception {
        Conversation direct = ok(max.conversationsOpen(
                        r -> r.users(List.of(MINA)).returnIm(true)))
                .getChannel();

        assertThat(direct.getId()).startsWith("D");
        assertThat(direct.isIm()).isTrue();
        assertThat(direct.getUser()).isEqualTo(MINA);
        Conversation hers = ok(mina.conversationsOpen(r -> r.users(List.of(MAX)).returnIm(true)))
                .getChannel();
        assertThat(hers.getId()).isEqualTo(direct.getId());
        assertThat(hers.getUser()).isEqualTo(MAX);
        post(max, direct.getId(), "psst");
        assertThat(history(mina, direct.getId())).extracting(Message::getText).contains("psst");
        refused(as("olivia").conversationsHistory(r -> r.channel(direct.getId())), "channel_not_found");
    }

    @Test
    void openShouldSayWhenItIsOpenAlready() throws Exception {
        String extra = Cast.id("extra01");
        ConversationsOpenResponse first = open(extra);
        String id = first.getChannel().getId();

        ConversationsOpenResponse second = open(extra);

        assertThat(first.isAlreadyOpen()).isFalse();
        assertThat(second.getChannel().getId()).isEqualTo(id);
        assertThat(second.isNoOp()).isTrue();
        assertThat(second.isAlreadyOpen()).isTrue();
        var closed = ok(max.conversationsClose(r -> r.channel(id)));
        assertThat(closed.getAlreadyClosed()).isNotEqualTo(true);
        var again = ok(max.conversationsClose(r -> r.channel(id)));
        assertThat(again.getNoOp()).isTrue();
        assertThat(again.getAlreadyClosed()).isTrue();
        assertThat(ok(max.conversationsOpen(r -> r.channel(id))).isAlreadyOpen())
                .isFalse();
    }

    @Test
    void openShouldMakeGroupsOfSeveral() throws Exception {
        Conversation group = ok(max.conversationsOpen(
                        r -> r.users(List.of(MINA, BOTTY)).returnIm(true)))
                .getChannel();

        assertThat(group.isMpim()).isTrue();
        assertThat(group.isPrivate()).isTrue();
        assertThat(group.getName()).isEqualTo("mpdm-botty--max--mina-1");
        assertThat(ok(mina.conversationsMembers(r -> r.channel(group.getId()))).getMembers())
                .containsExactlyInAnyOrder(MAX, MINA, BOTTY);
        assertThat(open(BOTTY, MINA).getChannel().getId()).as("in any order").isEqualTo(group.getId());
        refused(max.conversationsLeave(r -> r.channel(group.getId())), "method_not_supported_for_channel_type");
        refused(
                max.conversationsInvite(r -> r.channel(group.getId()).users(List.of(OLIVIA))),
                "method_not_supported_for_channel_type");
        refused(max.conversationsArchive(r -> r.channel(group.getId())), "method_not_supported_for_channel_type");
    }

    @Test
    void openShouldBeRefused() throws Exception {
        List<String> nine =
                IntStream.rangeClosed(1, 9).mapToObj(i -> Cast.id("extra0" + i)).toList();

        refused(max.conversationsOpen(r -> r), "users_list_not_supplied");
        refused(max.conversationsOpen(r -> r.users(nine)), "too_many_users");
        refused(max.conversationsOpen(r -> r.users(List.of("U0NOBODY000"))), "user_not_found");
        refused(max.conversationsOpen(r -> r.users(List.of(Cast.id("dora")))), "user_disabled");
        refused(max.conversationsOpen(r -> r.channel(NO_CHANNEL)), "channel_not_found");
        refused(max.conversationsOpen(r -> r.channel(GENERAL)), "method_not_supported_for_channel_type");
        refused(max.conversationsClose(r -> r.channel(GENERAL)), "method_not_supported_for_channel_type");
        refused(max.conversationsClose(r -> r.channel(NO_CHANNEL)), "channel_not_found");
    }

    private ConversationsOpenResponse open(String... people) throws Exception {
        return ok(max.conversationsOpen(r -> r.users(List.of(people))));
    }
}
