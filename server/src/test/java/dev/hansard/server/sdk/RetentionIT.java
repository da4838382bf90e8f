// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.admin.conversations.AdminConversationsGetCustomRetentionResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionIT extends SdkTest {
    private final MethodsClient owner = as("olivia");
    private final MethodsClient admin = as("adam");
    private final MethodsClient member = as("max");

    @Test
    void shorterRetentionShouldTakeTwoAdmins() throws Exception {
        String channel = channel(owner);

        ok(admin.adminConversationsSetCustomRetention(r -> r.channelId(channel).durationDays(30)));
        assertThat(get(channel).isPolicyEnabled()).isFalse();
        ok(admin.adminConversationsSetCustomRetention(r -> r.channelId(channel).durationDays(30)));
        assertThat(get(channel).isPolicyEnabled()).as("one person twice").isFalse();
        ok(owner.adminConversationsSetCustomRetention(r -> r.channelId(channel).durationDays(30)));

        assertThat(get(channel).isPolicyEnabled()).isTrue();
        assertThat(get(channel).getDurationDays()).isEqualTo(30);
        ok(admin.adminConversationsRemoveCustomRetention(r -> r.channelId(channel)));
        assertThat(get(channel).isPolicyEnabled()).isFalse();
    }

    @Test
    void durationShouldBeOneDayToAboutAHundredYears() throws Exception {
        String channel = channel(owner);

        for (int days : List.of(0, -1, 36_500)) {
            refused(
                    owner.adminConversationsSetCustomRetention(
                            r -> r.channelId(channel).durationDays(days)),
                    "invalid_duration");
        }
        ok(owner.adminConversationsSetCustomRetention(r -> r.channelId(channel).durationDays(36_499)));
    }

    @Test
    void membersShouldBeRefused() throws Exception {
        String channel = channel(member);

        refused(
                member.adminConversationsSetCustomRetention(
                        r -> r.channelId(channel).durationDays(30)),
                "not_an_admin");
        refused(member.adminConversationsGetCustomRetention(r -> r.channelId(channel)), "not_an_admin");
        refused(member.adminConversationsRemoveCustomRetention(r -> r.channelId(channel)), "not_an_admin");
    }

    @Test
    void channelsThatAreNotAndDirectMessagesShouldBeRefused() throws Exception {
        refused(
                owner.adminConversationsSetCustomRetention(
                        r -> r.channelId(NO_CHANNEL).durationDays(30)),
                "channel_not_found");
        String direct = ok(owner.conversationsOpen(r -> r.users(List.of(MAX))))
                .getChannel()
                .getId();
        refused(
                owner.adminConversationsSetCustomRetention(
                        r -> r.channelId(direct).durationDays(30)),
                "channel_type_not_supported");
    }

    private AdminConversationsGetCustomRetentionResponse get(String channel) throws IOException, SlackApiException {
        return ok(owner.adminConversationsGetCustomRetention(r -> r.channelId(channel)));
    }
}
