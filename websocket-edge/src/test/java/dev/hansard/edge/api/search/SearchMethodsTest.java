// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.ChannelKind;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageView;
import dev.hansard.api.Rejection;
import dev.hansard.api.SearchQueries.FindMessages;
import dev.hansard.api.SearchQueries.Found;
import dev.hansard.api.SearchQueries.Hit;
import dev.hansard.api.SearchQueries.Score;
import dev.hansard.api.SearchQueries.Sort;
import dev.hansard.api.TokenKind;
import dev.hansard.api.UserId;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.FakeSides;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.api.Samples;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.ConversationJson;
import dev.hansard.edge.wire.PersonNames;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SearchMethodsTest {

    private final FakeSides sides = new FakeSides();
    private final PersonNames people =
            key -> key.user().equals(Samples.ANN) ? Samples.person(Samples.ANN, "ann") : null;
    private final SearchMethods methods =
            new SearchMethods(new Backend(sides, sides), new MatchJson(people, new ConversationJson(people)));

    private ObjectNode call(String name, String... arguments) {
        return method(name).handle(Samples.call(Samples.ann("search:read"), arguments));
    }

    private ApiMethod method(String name) {
        return methods.methods().stream()
                .filter(each -> each.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Hit hit(ChannelKind kind, UserId... members) {
        MessageView message = Samples.message(MessageContent.ofText("plain text"));
        String name = kind.isDirect() ? null : "general";
        return new Hit(message, "\uE000plain\uE001 text", kind, name, List.of(members), null);
    }

    private void answer(long total, Hit... hits) {
        sides.on(FindMessages.class, query -> new Found(total, List.of(hits), false));
    }

    @Test
    void answerWhileSearchCatchesUpShouldWarn() {
        sides.on(FindMessages.class, query -> new Found(0, List.of(), true));
        for (String name : List.of("search.messages", "search.all")) {
            ApiCall call = Samples.call(Samples.ann("search:read"), "query", "x");
            method(name).handle(call);
            assertThat(call.warnings()).as(name).containsExactly("incomplete_results");
        }
    }

    @Test
    void searchShouldBeForPeoplesOwnTokensWithTheScope() {
        for (ApiMethod method : methods.methods()) {
            MethodSpec spec = method.spec();
            assertThat(spec.tokens()).containsExactly(TokenKind.USER);
            assertThat(spec.scopes()).containsExactly("search:read");
            assertThat(spec.tier()).isEqualTo(Tier.TIER2);
        }
    }

    @Test
    void matchShouldTellTheMessageAndItsChannel() {
        answer(1, hit(ChannelKind.PRIVATE));
        JsonNode match = call("search.messages", "query", "plain")
                .get("messages")
                .get("matches")
                .get(0);
        assertThat(match.get("text").asString()).isEqualTo("\uE000plain\uE001 text");
        assertThat(match.get("user").asString()).isEqualTo("U1ANN");
        assertThat(match.get("username").asString()).isEqualTo("ann");
        assertThat(match.get("team").asString()).isEqualTo("T1");
        assertThat(match.get("type").asString()).isEqualTo("message");
        assertThat(match.get("ts").asString()).isEqualTo("1700000000.000100");
        assertThat(match.get("permalink").asString()).isEqualTo("http://here:1/archives/C1GENERAL/p1700000000000100");
        assertThat(match.get("channel").get("name").asString()).isEqualTo("general");
        assertThat(match.get("channel").get("is_private").asBoolean()).isTrue();
        assertThat(match.get("channel").get("is_mpim").asBoolean()).isFalse();
        assertThat(match.get("channel").get("pending_shared").isArray()).isTrue();
        assertThat(match.get("iid").asString()).hasSize(36);
        assertThat(match.has("explanation")).isFalse();
    }

    @Test
    void directConversationShouldBeNamedByWhoIsInIt() {
        answer(2, hit(ChannelKind.IM, Samples.ANN, Samples.BOB), hit(ChannelKind.MPIM, Samples.ANN, Samples.BOB));
        JsonNode matches = call("search.messages", "query", "x").get("messages").get("matches");
        assertThat(matches.get(0).get("type").asString()).isEqualTo("im");
        assertThat(matches.get(0).get("channel").get("name").asString()).isEqualTo("U2BOB");
        assertThat(matches.get(1).get("channel").get("name").asString()).isEqualTo("mpdm-ann--u2bob-1");
    }

    @Test
    void questionShouldCarryWhatWasAskedFor() {
        answer(0);
        call(
                "search.messages",
                "query",
                "a b",
                "sort",
                "timestamp",
                "sort_dir",
                "asc",
                "count",
                "50",
                "page",
                "3",
                "highlight",
                "1");
        FindMessages asked = sides.lastAsked(FindMessages.class);
        assertThat(asked)
                .isEqualTo(new FindMessages(
                        Samples.TEAM,
                        "a b",
                        Sort.TIME,
                        true,
                        100,
                        50,
                        true,
                        false,
                        Samples.ann().actor()));
        call("search.messages", "query", "x", "count", "1000", "page", "100");
        assertThat(sides.lastAsked(FindMessages.class).from()).isEqualTo(9_900);
        assertThat(sides.lastAsked(FindMessages.class).size()).isEqualTo(100);
    }

    @Test
    void pagesShouldBeToldTwice() {
        answer(45, IntStream.range(0, 20).mapToObj(i -> hit(ChannelKind.PUBLIC)).toArray(Hit[]::new));
        JsonNode messages = call("search.messages", "query", "x", "page", "2").get("messages");
        assertThat(messages.get("total").asInt()).isEqualTo(45);
        assertThat(messages.get("pagination").toString())
                .isEqualTo("{\"total_count\":45,\"page\":2,\"per_page\":20,\"page_count\":3,\"first\":21,\"last\":40}");
        assertThat(messages.get("paging").toString()).isEqualTo("{\"count\":20,\"total\":45,\"page\":2,\"pages\":3}");
    }

    @Test
    void cursorShouldLeadThroughAllPages() {
        answer(45, hit(ChannelKind.PUBLIC));
        String cursor = "*";
        for (int from = 0; from < 45; from += 20) {
            JsonNode messages =
                    call("search.messages", "query", "x", "cursor", cursor).get("messages");
            assertThat(sides.lastAsked(FindMessages.class).from()).isEqualTo(from);
            cursor = messages.get("pagination").path("next_cursor").asString("");
        }
        assertThat(cursor).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "query,'',no_query",
        "query,' ',no_query",
        "sort,size,invalid_arguments",
        "sort_dir,down,invalid_arguments",
        "count,0,invalid_arguments",
        "count,many,invalid_arguments",
        "page,0,invalid_arguments",
        "page,101,invalid_arguments",
        "cursor,nonsense,invalid_cursor",
        "cursor,c2VhcmNoOi01,invalid_cursor",
        "cursor,c2VhcmNoOjk5OTk5OTk5OTk,invalid_cursor",
        "highlight,perhaps,invalid_arguments"
    })
    void badArgumentsShouldBeRefused(String name, String value, String code) {
        answer(0);
        String[] arguments =
                name.equals("query") ? new String[] {"query", value} : new String[] {"query", "x", name, value};
        for (String method : List.of("search.messages", "search.all")) {
            assertThatThrownBy(() -> call(method, arguments)).hasMessage(code);
        }
    }

    @Test
    void allShouldHoldNoFilesAndNoPosts() {
        answer(1, hit(ChannelKind.PUBLIC));
        ObjectNode all = call("search.all", "query", "x");
        assertThat(all.get("query").asString()).isEqualTo("x");
        assertThat(all.get("messages").get("total").asInt()).isEqualTo(1);
        assertThat(all.get("files").get("total").asInt()).isZero();
        assertThat(all.get("files").get("matches")).isEmpty();
        assertThat(all.get("posts").get("matches")).isEmpty();
        assertThat(call("search.files", "query", "x")
                        .get("files")
                        .get("pagination")
                        .get("page_count")
                        .asInt())
                .isZero();
    }

    @Test
    void explanationShouldBeShownWhenThereIsOne() {
        Hit plain = hit(ChannelKind.PUBLIC);
        var score = new Score(3.5, "sum of:", List.of(new Score(1.5, "recency", List.of())));
        answer(1, new Hit(plain.message(), plain.text(), plain.kind(), plain.channelName(), List.of(), score));
        JsonNode match = call("search.messages", "query", "x", "explain", "true")
                .get("messages")
                .get("matches")
                .get(0);
        assertThat(sides.lastAsked(FindMessages.class).explain()).isTrue();
        assertThat(match.get("explanation").toString())
                .isEqualTo("{\"value\":3.5,\"description\":\"sum of:\",\"details\":[{\"value\":1.5,\"description\":"
                        + "\"recency\",\"details\":[]}]}");
    }

    @Test
    void refusalOfTheQuerySideShouldReachTheCaller() {
        sides.on(FindMessages.class, query -> {
            throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE, "search does not answer; try again later");
        });
        assertThatThrownBy(() -> call("search.messages", "query", "x"))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }
}
