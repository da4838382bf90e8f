// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.search.analysis.TextAnalysis;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Messages and requests for tests of an index. All of workspace {@code T1}, on shard 0, unless said otherwise. */
public final class Corpus {
    public static final WorkspaceId WORKSPACE = new WorkspaceId("T1");
    public static final ChannelId GENERAL = new ChannelId("C1");
    public static final ChannelId RANDOM = new ChannelId("C2");
    public static final ChannelId SECRET = new ChannelId("C3");
    public static final UserId ANNA = new UserId("U1");
    public static final UserId BEN = new UserId("U2");
    public static final Set<ChannelId> OPEN = Set.of(GENERAL, RANDOM);
    public static final TextAnalysis ENGLISH = new TextAnalysis(Language.EN);
    /** The first second of the tests' messages. */
    public static final long EPOCH = 1_700_000_000L;

    private Corpus() {}

    /** @param at seconds after {@link #EPOCH} */
    public static Ts ts(long at) {
        return new Ts((EPOCH + at) * 1_000_000);
    }

    public static MessageKey key(ChannelId channel, long at) {
        return new MessageKey(new ChannelKey(WORKSPACE, channel), ts(at));
    }

    public static IndexedMessage message(ChannelId channel, long at, UserId author, String text, Fact... more) {
        return message(key(channel, at), author, text, more);
    }

    public static IndexedMessage message(MessageKey key, UserId author, String text, Fact... more) {
        var analysed = ENGLISH.analyse(List.of(text));
        var facts = new HashSet<>(analysed.facts());
        facts.addAll(List.of(more));
        return new IndexedMessage(key, author, null, analysed.text(), facts);
    }

    public static IndexedMessage reply(ChannelId channel, long root, long at, UserId author, String text) {
        return new IndexedMessage(
                key(channel, at),
                author,
                ts(root),
                ENGLISH.analyse(List.of(text)).text(),
                Set.of(Fact.THREAD));
    }

    /** All of these words. */
    public static Condition words(String text) {
        Condition condition = ENGLISH.terms(text);
        return condition == null ? new Condition.Or(List.of()) : condition;
    }

    public static Condition phrase(String text) {
        Condition condition = ENGLISH.phrase(text);
        return condition == null ? new Condition.Or(List.of()) : condition;
    }

    public static Condition startsWith(String text) {
        Condition condition = ENGLISH.startsWith(text);
        return condition == null ? new Condition.Or(List.of()) : condition;
    }

    /** Newest first, in the open channels. */
    public static SearchRequest find(Condition condition) {
        return request(condition, OPEN, SearchRequest.Sort.TIME_DESC, Relevance.TEXT, 0, 100);
    }

    public static SearchRequest ranked(Condition condition, Relevance relevance) {
        return request(condition, OPEN, SearchRequest.Sort.SCORE_DESC, relevance, 0, 100);
    }

    public static SearchRequest request(
            Condition condition,
            Set<ChannelId> visible,
            SearchRequest.Sort sort,
            Relevance relevance,
            int from,
            int size) {
        return new SearchRequest(WORKSPACE, new Scope.Visible(visible), condition, sort, relevance, from, size, false);
    }
}
