// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.Reaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code reactions.add remove get}. */
class ReactionIT extends SdkTest {
    private static final String NEVER = "1500000000.000100";

    private final MethodsClient max = as("max");
    private final MethodsClient mina = as("mina");
    private String channel = "";
    private String ts = "";

    @BeforeEach
    void makeMessage() throws Exception {
        channel = channel(max, MINA);
        ts = post(max, channel, "react to this");
    }

    @Test
    void reactionsShouldBeCounted() throws Exception {
        add(max, "thumbsup");
        add(mina, "thumbsup");
        add(mina, "wave::skin-tone-3");

        var answer = ok(max.reactionsGet(r -> r.channel(channel).timestamp(ts).full(true)));

        assertThat(answer.getType()).isEqualTo("message");
        assertThat(answer.getChannel()).isEqualTo(channel);
        assertThat(answer.getMessage().getTs()).isEqualTo(ts);
        assertThat(answer.getMessage().getText()).isEqualTo("react to this");
        assertThat(answer.getMessage().getPermalink()).contains(channel);
        assertThat(answer.getMessage().getReactions())
                .extracting(Reaction::getName)
                .containsExactly("thumbsup", "wave::skin-tone-3");
        Reaction first = answer.getMessage().getReactions().getFirst();
        assertThat(first.getCount()).isEqualTo(2);
        assertThat(first.getUsers()).containsExactly(MAX, MINA);
        assertThat(message(mina, channel, ts).getReactions())
                .isEqualTo(answer.getMessage().getReactions());
    }

    @Test
    void removedReactionShouldBeGone() throws Exception {
        add(max, "eyes");
        add(mina, "eyes");

        ok(max.reactionsRemove(r -> r.channel(channel).timestamp(ts).name("eyes")));

        assertThat(message(max, channel, ts).getReactions()).singleElement().satisfies(left -> {
            assertThat(left.getCount()).isEqualTo(1);
            assertThat(left.getUsers()).containsExactly(MINA);
        });
        ok(mina.reactionsRemove(r -> r.channel(channel).timestamp(ts).name("eyes")));
        assertThat(message(max, channel, ts).getReactions()).isNullOrEmpty();
        refused(mina.reactionsRemove(r -> r.channel(channel).timestamp(ts).name("eyes")), "no_reaction");
    }

    @Test
    void reactionsShouldBeRefused() throws Exception {
        add(max, "tada");

        refused(max.reactionsAdd(r -> r.channel(channel).timestamp(ts).name("tada")), "already_reacted");
        refused(max.reactionsAdd(r -> r.channel(channel).timestamp(NEVER).name("tada")), "message_not_found");
        refused(max.reactionsAdd(r -> r.channel(channel).timestamp("soon").name("tada")), "bad_timestamp");
        refused(max.reactionsAdd(r -> r.channel(channel).timestamp(ts).name("no such one")), "invalid_name");
        refused(max.reactionsAdd(r -> r.name("tada")), "no_item_specified");
        refused(max.reactionsAdd(r -> r.channel(NO_CHANNEL).timestamp(ts).name("tada")), "channel_not_found");
        refused(as("olivia").reactionsAdd(r -> r.channel(channel).timestamp(ts).name("tada")), "not_in_channel");
        refused(max.reactionsGet(r -> r.channel(channel).timestamp(NEVER)), "message_not_found");
        refused(max.reactionsGet(r -> r.channel(channel)), "no_item_specified");
        for (int i = 1; i < 23; i++) add(max, "e" + i);
        refused(max.reactionsAdd(r -> r.channel(channel).timestamp(ts).name("more")), "too_many_reactions");
        ok(max.conversationsArchive(r -> r.channel(channel)));
        refused(mina.reactionsAdd(r -> r.channel(channel).timestamp(ts).name("late")), "is_archived");
        refused(max.reactionsRemove(r -> r.channel(channel).timestamp(ts).name("tada")), "is_archived");
    }

    private void add(MethodsClient client, String name) throws Exception {
        ok(client.reactionsAdd(r -> r.channel(channel).timestamp(ts).name(name)));
    }
}
