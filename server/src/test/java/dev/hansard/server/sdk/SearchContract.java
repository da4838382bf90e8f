// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.MatchedItem;
import com.slack.api.model.SearchResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** {@code search.messages}, {@code search.all} and {@code search.files}, whatever the index is. */
abstract class SearchContract extends SdkTest {
    private final MethodsClient max = client("max");
    private final MethodsClient mina = client("mina");
    /** A word that no other test's messages hold. */
    private final String word = freshName("q").replace("-", "");

    abstract SdkServer server();

    private MethodsClient client(String handle) {
        return slack(server()).methods(server().token(handle));
    }

    private SearchResult search(MethodsClient who, String query) throws Exception {
        return ok(who.searchMessages(r -> r.query(query))).getMessages();
    }

    private void awaitTotal(int total) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(search(max, word).getTotal()).isEqualTo(total));
    }

    @Test
    void messageShouldBeFoundByItsWords() throws Exception {
        String channel = channel(max, MINA);
        String ts = post(max, channel, "Deployed the " + word + " service &amp; all");
        awaitTotal(1);

        var answer = ok(mina.searchMessages(r -> r.query("deploy " + word).highlight(true)));

        assertThat(answer.getQuery()).isEqualTo("deploy " + word);
        assertThat(answer.getMessages().getPaging().getTotal()).isEqualTo(1);
        assertThat(answer.getMessages().getPagination().getTotalCount()).isEqualTo(1);
        MatchedItem match = answer.getMessages().getMatches().getFirst();
        assertThat(match.getTs()).isEqualTo(ts);
        assertThat(match.getText()).isEqualTo("\uE000Deployed\uE001 the \uE000" + word + "\uE001 service &amp; all");
        assertThat(match.getUser()).isEqualTo(MAX);
        assertThat(match.getUsername()).isEqualTo("max");
        assertThat(match.getTeam()).isEqualTo(TEAM);
        assertThat(match.getType()).isEqualTo("message");
        assertThat(match.getChannel().getId()).isEqualTo(channel);
        assertThat(match.getChannel().isMpim()).isFalse();
        assertThat(match.getPermalink()).endsWith("/archives/" + channel + "/p" + ts.replace(".", ""));
        assertThat(match.getIid()).isNotBlank();
    }

    @Test
    void pagesShouldHoldEverythingOnce() throws Exception {
        String channel = channel(max);
        List<String> posted = new ArrayList<>();
        for (int i = 0; i < 7; i++) posted.add(post(max, channel, word + " number " + i));
        awaitTotal(7);

        List<String> found = new ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            int number = page;
            SearchResult result = ok(max.searchMessages(r -> r.query(word)
                            .sort("timestamp")
                            .sortDir("asc")
                            .count(3)
                            .page(number)))
                    .getMessages();
            assertThat(result.getTotal()).isEqualTo(7);
            assertThat(result.getPaging().getPages()).isEqualTo(3);
            result.getMatches().forEach(match -> found.add(match.getTs()));
        }
        assertThat(found).isEqualTo(posted);
        assertThat(ok(max.searchMessages(r -> r.query(word).count(5).cursor("*")))
                        .getMessages()
                        .getMatches())
                .hasSize(5);
    }

    @Test
    void operatorsShouldNarrow() throws Exception {
        String channel = channel(max, MINA);
        String other = channel(max);
        post(max, channel, word + " <https://example.com/a>");
        String root = post(mina, channel, word + " from mina");
        reply(max, channel, root, word + " in a thread");
        post(max, other, word + " elsewhere");
        awaitTotal(4);

        assertThat(search(max, word + " in:<#" + channel + "|x>").getTotal()).isEqualTo(3);
        assertThat(search(max, word + " -in:" + channel).getTotal()).isEqualTo(1);
        assertThat(search(max, word + " from:@mina").getTotal()).isEqualTo(1);
        assertThat(search(mina, word + " from:me").getTotal()).isEqualTo(1);
        assertThat(search(max, word + " has:link").getTotal()).isEqualTo(1);
        assertThat(search(max, word + " is:thread").getTotal()).isEqualTo(2);
        assertThat(search(max, word + " on:today").getTotal()).isEqualTo(4);
        assertThat(search(max, word + " before:today").getTotal()).isZero();
        assertThat(search(max, word + " -elsewhere").getTotal()).isEqualTo(3);
        assertThat(search(max, "\"" + word + " in a\"").getTotal()).isEqualTo(1);
    }

    @Test
    void whatOneMayNotReadShouldNotBeFound() throws Exception {
        String secret = privateChannel(max, OLIVIA);
        post(max, secret, word + " is secret");
        String direct = ok(max.conversationsOpen(r -> r.users(List.of(OLIVIA))))
                .getChannel()
                .getId();
        post(max, direct, word + " between us");
        awaitTotal(2);

        MatchedItem message = search(max, word + " is:dm").getMatches().getFirst();
        assertThat(message.getType()).isEqualTo("im");
        assertThat(message.getChannel().getName()).isEqualTo(OLIVIA);
        assertThat(search(client("olivia"), word).getTotal()).isEqualTo(2);
        for (String query : List.of(word, word + " in:" + secret, word + " -in:" + secret, "in:" + secret)) {
            assertThat(search(mina, query).getTotal()).isZero();
            assertThat(search(client("gary"), query).getTotal()).isZero();
        }
        ok(client("olivia").conversationsLeave(r -> r.channel(secret)));
        assertThat(search(client("olivia"), word).getTotal()).isEqualTo(1);
    }

    @Test
    void allShouldHoldMessagesAndNoFiles() throws Exception {
        post(max, channel(max), word);
        awaitTotal(1);

        var all = ok(max.searchAll(r -> r.query(word)));

        assertThat(all.getMessages().getTotal()).isEqualTo(1);
        assertThat(all.getFiles().getTotal()).isZero();
        assertThat(all.getFiles().getMatches()).isEmpty();
        assertThat(ok(max.searchFiles(r -> r.query(word))).getFiles().getTotal())
                .isZero();
    }

    @Test
    void searchShouldBeRefused() throws Exception {
        refused(client("botty").searchMessages(r -> r.query("x")), "not_allowed_token_type");
        refused(
                slack(server()).methods(server().issue("max", "users:read")).searchMessages(r -> r.query("x")),
                "missing_scope");
        refused(max.searchMessages(r -> r.query(" ")), "no_query");
        refused(max.searchMessages(r -> r.query("x".repeat(10_000))), "invalid_arguments");
        refused(max.searchMessages(r -> r.query("x").page(101)), "invalid_arguments");
        refused(max.searchMessages(r -> r.query("x").cursor("none")), "invalid_cursor");
    }
}
