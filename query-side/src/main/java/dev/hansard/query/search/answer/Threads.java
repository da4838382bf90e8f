// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.answer;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import dev.hansard.query.read.ReadSide;
import dev.hansard.query.read.Reading;
import dev.hansard.query.search.Condition;
import dev.hansard.query.search.Fact;
import dev.hansard.query.search.Hits;
import dev.hansard.query.search.MessageIndex;
import dev.hansard.query.search.MessageKey;
import dev.hansard.query.search.Relevance;
import dev.hansard.query.search.Scope;
import dev.hansard.query.search.SearchRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Which threads somebody takes part in: those of the newest messages in threads that the person wrote, where the searcher
 * can see them. The index knows who wrote what, the timeline to which root it belongs.
 */
@Component
class Threads {
    private static final String ROOTS =
            "SELECT channel, COALESCE(thread_ts, ts) AS root FROM ${timeline.message} WHERE channel = ? AND ts IN (%s)";

    private final MessageIndex index;
    private final ReadSide readSide;

    Threads(MessageIndex index, ReadSide readSide) {
        this.index = index;
        this.readSide = readSide;
    }

    /** @param messages how many of the newest are looked at */
    Set<MessageKey> of(WorkspaceId workspace, Set<UserId> people, Set<ChannelId> visible, int messages) {
        if (people.isEmpty() || visible.isEmpty()) return Set.of();
        var request = new SearchRequest(
                workspace,
                new Scope.Visible(visible),
                new Condition.And(List.of(new Condition.Author(people), new Condition.Has(Fact.THREAD))),
                SearchRequest.Sort.TIME_DESC,
                Relevance.TEXT,
                0,
                messages,
                false);
        Map<ChannelKey, List<Ts>> written = index.search(request).hits().stream()
                .map(Hits.Hit::message)
                .collect(Collectors.groupingBy(
                        MessageKey::channel, Collectors.mapping(MessageKey::ts, Collectors.toList())));
        if (written.isEmpty()) return Set.of();
        return readSide.answer(workspace, List.of(), reading -> roots(reading, written));
    }

    private static Set<MessageKey> roots(Reading reading, Map<ChannelKey, List<Ts>> written) throws SQLException {
        List<MessageKey> roots = new ArrayList<>();
        for (Map.Entry<ChannelKey, List<Ts>> channel : written.entrySet()) {
            List<Object> parameters = new ArrayList<>();
            parameters.add(channel.getKey().toString());
            channel.getValue().forEach(ts -> parameters.add(ts.micros()));
            roots.addAll(reading.list(
                    ROOTS.formatted(Reading.marks(channel.getValue().size())),
                    row -> new MessageKey(ChannelKey.parse(row.getString("channel")), new Ts(row.getLong("root"))),
                    parameters));
        }
        return Set.copyOf(roots);
    }
}
