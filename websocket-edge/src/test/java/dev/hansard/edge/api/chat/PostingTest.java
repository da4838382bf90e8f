// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.ChannelCommands.OpenDirect;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.DirectoryQueries.FindChannelByName;
import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.DirectoryQueries.FindPersonBy;
import dev.hansard.api.Ids;
import dev.hansard.api.MessageCommands.PostMessage;
import dev.hansard.api.MessageCommands.Posted;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.Ts;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.FakeSides;
import dev.hansard.edge.api.Samples;
import dev.hansard.edge.auth.Caller;
import dev.hansard.edge.wire.MessageJson;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class PostingTest {

    private static final Caller ANN = Samples.ann("chat:write");

    private final FakeSides sides = new FakeSides();
    private final Backend backend = new Backend(sides, sides);
    private final List<ApiMethod> methods = new PostMethods(
                    backend,
                    new Composer(new Mentions(backend)),
                    new Destination(backend),
                    new MessageJson((workspace, bot) -> null))
            .methods();

    @BeforeEach
    void answerPosts() {
        sides.on(PostMessage.class, post -> new Posted(Samples.message(post.content()), false));
        sides.on(FindPersonBy.class, by -> "bob".equals(by.handle()) ? Samples.person(Samples.BOB, "bob") : null);
        sides.on(
                FindPerson.class,
                by -> by.person().user().equals(Samples.BOB) ? Samples.person(Samples.BOB, "bob") : null);
        sides.on(FindChannelByName.class, by -> Samples.channel(Samples.GENERAL, ChannelKind.PUBLIC));
    }

    private ObjectNode post(Caller caller, String... arguments) {
        return methods.get(0).handle(Samples.call(caller, arguments));
    }

    private MessageContent posted() {
        return sides.lastSent(PostMessage.class).content();
    }

    @Test
    void textShouldBePostedAsSent() {
        ObjectNode answer = post(ANN, "channel", "C1GENERAL", "text", "a &amp; <@U2BOB> *b*");
        assertThat(posted()).isEqualTo(MessageContent.ofText("a &amp; <@U2BOB> *b*"));
        assertThat(answer.get("channel").asString()).isEqualTo("C1GENERAL");
        assertThat(answer.get("ts").asString()).isEqualTo("1700000000.000100");
        assertThat(answer.get("message").get("text").asString()).isEqualTo("a &amp; <@U2BOB> *b*");
        assertThat(answer.has("is_duplicate")).isFalse();
        assertThat(sides.origins.getLast().correlation()).isEqualTo("correlation");
    }

    @Test
    void duplicateShouldBeTold() {
        sides.on(PostMessage.class, post -> new Posted(Samples.message(post.content()), true));
        assertThat(post(ANN, "channel", "C1GENERAL", "text", "x", "client_msg_id", "1-2")
                        .get("is_duplicate")
                        .asBoolean())
                .isTrue();
        assertThat(sides.lastSent(PostMessage.class).clientMsgId()).isEqualTo("1-2");
    }

    @Test
    void replyShouldCarryItsThread() {
        post(ANN, "channel", "C1GENERAL", "text", "x", "thread_ts", "1600000000.000000", "reply_broadcast", "1");
        assertThat(sides.lastSent(PostMessage.class).thread()).isEqualTo(Ts.of("1600000000.000000"));
        assertThat(sides.lastSent(PostMessage.class).broadcast()).isTrue();
        post(ANN, "channel", "C1GENERAL", "text", "x", "reply_broadcast", "1");
        assertThat(sides.lastSent(PostMessage.class).broadcast()).isFalse();
    }

    @Test
    void channelNamesShouldBeFound() {
        post(ANN, "channel", "#general", "text", "x");
        assertThat(sides.lastAsked(FindChannelByName.class).name()).isEqualTo("general");
        assertThat(sides.lastSent(PostMessage.class).channel()).isEqualTo(Samples.GENERAL);
    }

    @Test
    void personShouldBeReachedByTheirDirectConversation() {
        post(ANN, "channel", "U2BOB", "text", "x");
        assertThat(sides.sent.getFirst()).isInstanceOf(OpenDirect.class);
        assertThat(sides.lastSent(PostMessage.class).channel().channel())
                .isEqualTo(Ids.directConversation(Samples.TEAM, List.of(Samples.ANN, Samples.BOB)));
    }

    @Test
    void longTextShouldBeCutWithAWarningAndNeverInsideAPair() {
        ApiCall call = Samples.call(ANN, "channel", "C1GENERAL", "text", "x".repeat(39_999) + "😀😀");
        methods.get(0).handle(call);
        assertThat(posted().text()).isEqualTo("x".repeat(39_999) + "😀");
        assertThat(call.warnings()).containsExactly("message_truncated");
    }

    @Test
    void halvesOfPairsShouldBeRepaired() {
        post(ANN, "channel", "C1GENERAL", "text", "a\ud83db");
        assertThat(posted().text()).isEqualTo("a\ufffdb");
    }

    @Test
    void attachmentsShouldGetIdsAndFallbacks() {
        post(
                ANN,
                "channel",
                "C1GENERAL",
                "attachments",
                "[{\"text\":\"t\"},{\"color\":\"#fff\",\"fallback\":\"f\"},{}]");
        assertThat(posted().attachments())
                .isEqualTo("[{\"text\":\"t\",\"id\":1,\"fallback\":\"t\"},"
                        + "{\"color\":\"#fff\",\"fallback\":\"f\",\"id\":2},"
                        + "{\"id\":3,\"fallback\":\"[no preview available]\"}]");
    }

    @Test
    void markdownShouldBecomeABlock() {
        post(ANN, "channel", "C1GENERAL", "markdown_text", "# hi");
        assertThat(posted().text()).isEqualTo("# hi");
        assertThat(posted().blocks()).isEqualTo("[{\"type\":\"markdown\",\"text\":\"# hi\"}]");
        assertThatThrownBy(() -> post(ANN, "channel", "C1GENERAL", "markdown_text", "x", "text", "y"))
                .hasMessage("markdown_text_conflict");
        assertThatThrownBy(() -> post(ANN, "channel", "C1GENERAL", "markdown_text", "x".repeat(12_001)))
                .hasMessage("msg_too_long");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text||no_text",
                "text|' '|no_text",
                "blocks|[]|no_text",
                "blocks|{}|invalid_blocks_format",
                "blocks|[|invalid_blocks_format",
                "blocks|[1]|invalid_blocks",
                "blocks|[{}]|invalid_blocks",
                "blocks|[{\"type\":\"nonsense\"}]|invalid_blocks",
                "blocks|[{\"type\":\"divider\",\"block_id\":\"a\"},{\"type\":\"divider\",\"block_id\":\"a\"}]"
                        + "|invalid_blocks",
                "attachments|{}|invalid_attachments",
                "attachments|[1]|invalid_attachments",
                "attachments|[{\"blocks\":[{\"type\":\"x\"}]}]|invalid_blocks",
                "metadata|[]|invalid_metadata_format",
                "metadata|{\"event_payload\":{}}|invalid_metadata_schema",
                "metadata|{\"event_type\":\"x\",\"event_payload\":1}|invalid_metadata_schema",
                "client_msg_id|a b|invalid_arguments",
                "thread_ts|soon|thread_not_found",
                "mrkdwn|perhaps|invalid_arguments",
            })
    void badContentShouldBeRefused(String argument, String value, String code) {
        String text = argument.equals("text") || code.equals("no_text") ? "" : "x";
        String[] arguments = argument.equals("text")
                ? new String[] {"channel", "C1GENERAL", "text", value == null ? "" : value}
                : new String[] {"channel", "C1GENERAL", "text", text, argument, value};
        assertThatThrownBy(() -> post(ANN, arguments)).hasMessage(code);
        assertThat(sides.sent).isEmpty();
    }

    @Test
    void limitsShouldHoldAtTheirEdge() {
        String fifty = "{\"type\":\"divider\"},".repeat(49) + "{\"type\":\"divider\"}";
        post(ANN, "channel", "C1GENERAL", "blocks", "[" + fifty + "]");
        assertThatThrownBy(() -> post(ANN, "channel", "C1GENERAL", "blocks", "[{\"type\":\"divider\"}," + fifty + "]"))
                .hasMessage("invalid_blocks");
        String long_ = "[{\"type\":\"section\",\"x\":\"" + "x".repeat(200_000) + "\"}]";
        assertThatThrownBy(() -> post(ANN, "channel", "C1GENERAL", "blocks", long_))
                .hasMessage("msg_blocks_too_long");
        String hundred = "{},".repeat(99) + "{}";
        post(ANN, "channel", "C1GENERAL", "attachments", "[" + hundred + "]");
        assertThatThrownBy(() -> post(ANN, "channel", "C1GENERAL", "attachments", "[{}," + hundred + "]"))
                .hasMessage("too_many_attachments");
        String payload = "{\"event_type\":\"e\",\"event_payload\":{\"x\":\"" + "x".repeat(16_000) + "\"}}";
        assertThatThrownBy(() -> post(ANN, "channel", "C1GENERAL", "text", "x", "metadata", payload))
                .hasMessage("metadata_too_large");
    }

    @Test
    void botShouldAppearUnderAnotherNameIfItMay() {
        post(
                Samples.robot("chat:write", "chat:write.customize"),
                "channel",
                "C1GENERAL",
                "text",
                "x",
                "username",
                "Deploys",
                "icon_emoji",
                ":ship:");
        assertThat(sides.lastSent(PostMessage.class).kind()).isEqualTo(Kind.BOT);
        assertThat(posted().username()).isEqualTo("Deploys");
        assertThat(posted().icons()).isEqualTo("{\"emoji\":\":ship:\"}");
        Caller poor = Samples.robot("chat:write");
        assertThatThrownBy(() -> post(poor, "channel", "C1GENERAL", "text", "x", "username", "Deploys"))
                .hasMessage("missing_scope");
    }

    @Test
    void personShouldNeverAppearUnderAnotherName() {
        post(ANN, "channel", "C1GENERAL", "text", "x", "username", "Boss", "icon_emoji", ":crown:");
        assertThat(sides.lastSent(PostMessage.class).kind()).isEqualTo(Kind.PLAIN);
        assertThat(posted()).isEqualTo(MessageContent.ofText("x"));
    }

    @Test
    void meMessageShouldBeOfItsKind() {
        methods.get(1).handle(Samples.call(ANN, "channel", "C1GENERAL", "text", "waves"));
        assertThat(sides.lastSent(PostMessage.class).kind()).isEqualTo(Kind.ME);
    }

    @Test
    void namesShouldBeLinkedWhereAskedFor() {
        String text = "@bob see #general, `@bob` <@U9|bob> mail@bob @nobody @here https://x.org/#general @bob.";
        post(ANN, "channel", "C1GENERAL", "text", text, "link_names", "1");
        assertThat(posted().text())
                .isEqualTo("<@U2BOB> see <#C1GENERAL|general>, `@bob` <@U9|bob> mail@bob @nobody <!here> "
                        + "https://x.org/#general <@U2BOB>.");
        post(ANN, "channel", "C1GENERAL", "text", "@bob", "link_names", "0");
        assertThat(posted().text()).isEqualTo("@bob");
        post(ANN, "channel", "C1GENERAL", "text", "http://x.org/a @bob", "parse", "full");
        assertThat(posted().text()).isEqualTo("<http://x.org/a> <@U2BOB>");
    }
}
