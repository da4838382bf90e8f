// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.Conversation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guests see and do only what the channels they are in allow. */
class GuestIT extends SdkTest {
    private static final String GARY = Cast.id("gary");
    private static final String SIMON = Cast.id("simon");

    private final MethodsClient max = as("max");
    private final MethodsClient gary = as("gary");

    @Test
    void guestsShouldBeMarked() throws Exception {
        var multi = ok(max.usersInfo(r -> r.user(GARY))).getUser();
        var single = ok(max.usersInfo(r -> r.user(SIMON))).getUser();

        assertThat(multi.isRestricted()).isTrue();
        assertThat(multi.isUltraRestricted()).isFalse();
        assertThat(single.isRestricted()).isTrue();
        assertThat(single.isUltraRestricted()).isTrue();
    }

    @Test
    void guestShouldTakePartWhereItWasInvitedOnly() throws Exception {
        String own = channel(max, GARY);
        String other = channel(max);

        post(gary, own, "hello from outside");

        refused(gary.conversationsInfo(r -> r.channel(other)), "channel_not_found");
        refused(gary.conversationsHistory(r -> r.channel(other)), "channel_not_found");
        refused(gary.chatPostMessage(r -> r.channel(other).text("x")), "channel_not_found");
        refused(gary.conversationsJoin(r -> r.channel(other)), "user_is_restricted");
        assertThat(ok(gary.conversationsList(r -> r)).getChannels())
                .extracting(Conversation::getId)
                .contains(own)
                .doesNotContain(other, GENERAL);
        assertThat(history(max, own).getFirst().getUser()).isEqualTo(GARY);
    }

    @Test
    void guestShouldNotManageChannels() throws Exception {
        String own = channel(max, GARY);

        refused(gary.conversationsCreate(r -> r.name(freshName("guests"))), "user_is_restricted");
        refused(gary.conversationsSetTopic(r -> r.channel(own).topic("x")), "user_is_restricted");
        refused(gary.conversationsInvite(r -> r.channel(own).users(List.of(MINA))), "user_is_restricted");
        refused(gary.conversationsArchive(r -> r.channel(own)), "restricted_action");
        refused(gary.conversationsKick(r -> r.channel(own).user(MAX)), "restricted_action");
    }

    @Test
    void singleChannelGuestShouldHaveOneChannel() throws Exception {
        String first = channel(max, SIMON);
        String second = channel(max);

        refused(max.conversationsInvite(r -> r.channel(second).users(List.of(SIMON))), "ura_max_channels");
        refused(as("simon").conversationsLeave(r -> r.channel(first)), "user_is_restricted");
        ok(as("simon").chatPostMessage(r -> r.channel(first).text("my only place")));
        ok(as("adam").conversationsJoin(r -> r.channel(first)));
        ok(as("adam").conversationsKick(r -> r.channel(first).user(SIMON)));
    }
}
