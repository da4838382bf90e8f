// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.model.Message;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** What the tests with Slack's SDK have in common. Each makes channels of its own, so that they can share a server. */
abstract class SdkTest {
    static final String TEAM = "T0DEMO00000";
    static final String GENERAL = "C0GENERAL00";
    static final String NO_CHANNEL = "C0NOWHERE00";
    static final String OLIVIA = Cast.id("olivia");
    static final String MAX = Cast.id("max");
    static final String MINA = Cast.id("mina");
    static final String BOTTY = Cast.id("botty");

    private static final Slack SLACK = slack(SdkServer.usual());

    /** Told nothing but the address. */
    static Slack slack(SdkServer server) {
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(server.apiUrl());
        return Slack.getInstance(config);
    }

    static MethodsClient as(String handle) {
        return withToken(SdkServer.usual().token(handle));
    }

    static MethodsClient withToken(String token) {
        return SLACK.methods(token);
    }

    static <R extends SlackApiTextResponse> R ok(R response) {
        assertThat(response.isOk()).as("%s", response).isTrue();
        assertThat(response.getError()).isNull();
        return response;
    }

    static void refused(SlackApiTextResponse response, String code) {
        assertThat(response.getError()).as("%s", response).isEqualTo(code);
        assertThat(response.isOk()).isFalse();
    }

    static String freshName(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A new public channel of the caller's, with the others invited. */
    static String channel(MethodsClient owner, String... others) throws IOException, SlackApiException {
        return channel(owner, false, others);
    }

    static String privateChannel(MethodsClient owner, String... others) throws IOException, SlackApiException {
        return channel(owner, true, others);
    }

    private static String channel(MethodsClient owner, boolean isPrivate, String... others)
            throws IOException, SlackApiException {
        String id = ok(owner.conversationsCreate(r -> r.name(freshName("room")).isPrivate(isPrivate)))
                .getChannel()
                .getId();
        if (others.length > 0) ok(owner.conversationsInvite(r -> r.channel(id).users(List.of(others))));
        return id;
    }

    static String archivedChannel(MethodsClient owner) throws IOException, SlackApiException {
        String id = channel(owner);
        ok(owner.conversationsArchive(r -> r.channel(id)));
        return id;
    }

    /** Answers the ts. */
    static String post(MethodsClient author, String channel, String text) throws IOException, SlackApiException {
        return ok(author.chatPostMessage(r -> r.channel(channel).text(text))).getTs();
    }

    static String reply(MethodsClient author, String channel, String root, String text)
            throws IOException, SlackApiException {
        return ok(author.chatPostMessage(r -> r.channel(channel).threadTs(root).text(text)))
                .getTs();
    }

    /** Newest first, without the notices about who came and went. */
    static List<Message> history(MethodsClient reader, String channel) throws IOException, SlackApiException {
        return ok(reader.conversationsHistory(r -> r.channel(channel).includeAllMetadata(true))).getMessages().stream()
                .filter(message ->
                        message.getSubtype() == null || !message.getSubtype().startsWith("channel_"))
                .toList();
    }

    static Message message(MethodsClient reader, String channel, String ts) throws IOException, SlackApiException {
        return history(reader, channel).stream()
                .filter(message -> message.getTs().equals(ts))
                .findFirst()
                .orElseThrow();
    }
}
