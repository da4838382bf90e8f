// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.ChannelCommands.CreateChannel;
import dev.hansard.api.ChannelCommands.InviteToChannel;
import dev.hansard.api.ChannelCommands.JoinChannel;
import dev.hansard.api.ChannelCommands.LeaveChannel;
import dev.hansard.api.ChannelCommands.OpenDirect;
import dev.hansard.api.ChannelCommands.SetTopic;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.DirectoryQueries.FindChannel;
import dev.hansard.api.DirectoryQueries.FindPerson;
import dev.hansard.api.DirectoryQueries.ListChannels;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageQueries.FindHistory;
import dev.hansard.api.ReaderCommands.ShowConversation;
import dev.hansard.api.Ts;
import dev.hansard.api.Views;
import dev.hansard.api.Views.MessagePage;
import dev.hansard.api.Views.Page;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiError;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.FakeSides;
import dev.hansard.edge.api.Samples;
import dev.hansard.edge.auth.Caller;
import dev.hansard.edge.wire.ConversationJson;
import dev.hansard.edge.wire.MessageJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ConversationMethodsTest {

    private static final String[] ALL = {
        "channels:read",
        "groups:read",
        "im:read",
        "mpim:read",
        "channels:history",
        "groups:history",
        "im:history",
        "mpim:history",
        "channels:write",
        "groups:write",
        "im:write",
        "mpim:write"
    };

    private final FakeSides sides = new FakeSides();
    private final Backend backend = new Backend(sides, sides);
    private final ConversationJson conversations = new ConversationJson(key -> null);
    private final MessageJson messages = new MessageJson((workspace, bot) -> null);

    @BeforeEach
    void answer() {
        sides.on(FindChannel.class, query -> Samples.channel(query.channel(), ChannelKind.PUBLIC));
        sides.on(
                FindPerson.class,
                query -> query.person().user().value().startsWith("U")
                        ? Samples.person(query.person().user(), "someone")
                        : null);
    }

    private ObjectNode call(String method, String... arguments) {
        return handle(method, Samples.call(Samples.ann(ALL), arguments));
    }

    private ObjectNode handle(String method, ApiCall call) {
        return Stream.of(
                        new LifecycleMethods(backend, conversations).methods(),
                        new MembershipMethods(backend, conversations).methods(),
                        new ListMethods(backend, conversations).methods(),
                        new ReadingMethods(backend, messages).methods(),
                        new DirectMethods(backend, conversations).methods(),
                        List.<ApiMethod>of(new InviteMethod(backend, conversations)))
                .flatMap(List::stream)
                .filter(each -> each.spec().name().equals(method))
                .findFirst()
                .orElseThrow()
                .handle(call);
    }

    @Test
    void createdChannelShouldBeShown() {
        ObjectNode answer = call("conversations.create", "name", "plans", "is_private", "1");
        CreateChannel sent = sides.lastSent(CreateChannel.class);
        assertThat(sent.name()).isEqualTo("plans");
        assertThat(sent.isPrivate()).isTrue();
        assertThat(answer.get("channel").get("id").asString())
                .isEqualTo(sent.channel().channel().value());
        assertThatThrownBy(() -> call("conversations.create")).hasMessage("invalid_name_required");
    }

    @Test
    void privateChannelShouldNeedItsOwnScope() {
        Caller poor = Samples.ann("channels:write");
        assertThatThrownBy(
                        () -> handle("conversations.create", Samples.call(poor, "name", "plans", "is_private", "true")))
                .hasMessage("missing_scope");
    }

    @Test
    void topicMayBeClearedButNotLeftOut() {
        call("conversations.setTopic", "channel", "C1GENERAL", "topic", "");
        assertThat(sides.lastSent(SetTopic.class).topic()).isEmpty();
        assertThatThrownBy(() -> call("conversations.setTopic", "channel", "C1GENERAL"))
                .hasMessage("invalid_arguments");
    }

    @Test
    void joiningTwiceShouldSucceedWithAWarning() {
        sides.on(JoinChannel.class, command -> false);
        ApiCall call = Samples.call(Samples.ann(ALL), "channel", "C1GENERAL");
        assertThat(handle("conversations.join", call).has("channel")).isTrue();
        assertThat(call.warnings()).containsExactly("already_in_channel");
    }

    @Test
    void leavingWhereOneIsNotShouldSaySo() {
        sides.refuse(LeaveChannel.class, ErrorCode.NOT_IN_CHANNEL);
        assertThatThrownBy(() -> call("conversations.leave", "channel", "C1GENERAL"))
                .isInstanceOf(ApiError.class)
                .hasMessage("not_in_channel");
    }

    @Test
    void invitationShouldNameWhoCouldNotBeInvited() {
        sides.on(
                InviteToChannel.class, command -> new Views.Invited(Map.of(Samples.BOB, ErrorCode.ALREADY_IN_CHANNEL)));
        assertThatThrownBy(() -> call("conversations.invite", "channel", "C1GENERAL", "users", "U2BOB"))
                .hasMessage("already_in_channel");
        ObjectNode answer =
                call("conversations.invite", "channel", "C1GENERAL", "users", "U2BOB,U4EVE", "force", "true");
        assertThat(answer.get("errors").toString())
                .isEqualTo("[{\"user\":\"U2BOB\",\"ok\":false,\"error\":\"already_in_channel\"}]");
    }

    @Test
    void invitationWithAnUnknownPersonShouldInviteNobodyUnlessForced() {
        sides.on(InviteToChannel.class, command -> new Views.Invited(Map.of()));
        assertThatThrownBy(() -> call("conversations.invite", "channel", "C1GENERAL", "users", "U2BOB,W9"))
                .hasMessage("user_not_found");
        assertThat(sides.sent).isEmpty();
        call("conversations.invite", "channel", "C1GENERAL", "users", "U2BOB,W9", "force", "1");
        assertThat(sides.lastSent(InviteToChannel.class).people()).hasSize(1);
        assertThatThrownBy(() -> call("conversations.invite", "channel", "C1GENERAL", "users", "U1ANN"))
                .hasMessage("cant_invite_self");
        assertThatThrownBy(() -> call("conversations.invite", "channel", "C1GENERAL"))
                .hasMessage("no_user");
    }

    @Test
    void listShouldTakeTypesAndPages() {
        sides.on(
                ListChannels.class,
                query -> new Page<>(List.of(Samples.channel(Samples.GENERAL, ChannelKind.PUBLIC)), null));
        ObjectNode all = call("conversations.list", "types", "public_channel,im", "limit", "5000", "cursor", "c");
        ListChannels asked = sides.lastAsked(ListChannels.class);
        assertThat(asked.kinds()).containsExactlyInAnyOrder(ChannelKind.PUBLIC, ChannelKind.IM);
        assertThat(asked.limit()).isEqualTo(999);
        assertThat(asked.cursor()).isEqualTo("c");
        assertThat(all.get("response_metadata").get("next_cursor").asString()).isEmpty();
        assertThat(all.get("channels").get(0).has("num_members")).isTrue();
        assertThat(call("users.conversations").get("channels").get(0).has("num_members"))
                .isFalse();
        assertThat(sides.lastAsked(ListChannels.class).memberOf()).isEqualTo(Samples.ANN);
        assertThatThrownBy(() -> call("conversations.list", "types", "all")).hasMessage("invalid_types");
        assertThatThrownBy(() -> handle(
                        "conversations.list", Samples.call(Samples.ann("channels:read"), "types", "private_channel")))
                .hasMessage("missing_scope");
    }

    @Test
    void historyShouldTakeItsBounds() {
        sides.on(FindHistory.class, query -> new MessagePage(List.of(), true, "next", 2));
        ObjectNode answer = call(
                "conversations.history",
                "channel",
                "C1GENERAL",
                "oldest",
                "1600000000",
                "inclusive",
                "1",
                "limit",
                "7");
        FindHistory asked = sides.lastAsked(FindHistory.class);
        assertThat(asked.oldest()).isEqualTo(Ts.of("1600000000.000000"));
        assertThat(asked.latest()).isEqualTo(Ts.MAX);
        assertThat(asked.inclusive()).isTrue();
        assertThat(asked.limit()).isEqualTo(7);
        assertThat(answer.get("has_more").asBoolean()).isTrue();
        assertThat(answer.get("pin_count").asInt()).isEqualTo(2);
        assertThat(answer.get("response_metadata").get("next_cursor").asString())
                .isEqualTo("next");
        assertThatThrownBy(() -> call("conversations.history", "channel", "C1GENERAL", "latest", "now"))
                .hasMessage("invalid_ts_latest");
        assertThatThrownBy(() -> call("conversations.history", "channel", "C1GENERAL", "oldest", "then"))
                .hasMessage("invalid_ts_oldest");
    }

    @Test
    void historyOfAPrivateChannelShouldNeedItsOwnScope() {
        sides.on(FindChannel.class, query -> Samples.channel(query.channel(), ChannelKind.PRIVATE));
        assertThatThrownBy(() -> handle(
                        "conversations.history", Samples.call(Samples.ann("channels:history"), "channel", "C1GENERAL")))
                .hasMessage("missing_scope");
    }

    @Test
    void openingTwiceShouldBeNoOperation() {
        sides.on(OpenDirect.class, command -> true);
        sides.on(ShowConversation.class, command -> false);
        ObjectNode answer = call("conversations.open", "users", "U2BOB");
        assertThat(answer.get("no_op").asBoolean()).isTrue();
        assertThat(answer.get("already_open").asBoolean()).isTrue();
        assertThat(answer.get("channel").get("id").asString()).startsWith("D");
        assertThat(call("conversations.open", "users", "U2BOB,U4EVE")
                        .get("channel")
                        .get("id")
                        .asString())
                .startsWith("G");
    }

    @Test
    void openingShouldRefuseBadLists() {
        assertThatThrownBy(() -> call("conversations.open")).hasMessage("users_list_not_supplied");
        assertThatThrownBy(() -> call("conversations.open", "users", ",")).hasMessage("not_enough_users");
        assertThatThrownBy(() -> call("conversations.open", "users", "U2,U3,U4,U5,U6,U7,U8,U9,U10"))
                .hasMessage("too_many_users");
        assertThatThrownBy(() -> call("conversations.open", "users", "W9")).hasMessage("user_not_found");
        assertThatThrownBy(() -> call("conversations.open", "channel", "C1GENERAL"))
                .hasMessage("method_not_supported_for_channel_type");
        assertThatThrownBy(() -> call("conversations.close", "channel", "C1GENERAL"))
                .hasMessage("method_not_supported_for_channel_type");
    }
}
