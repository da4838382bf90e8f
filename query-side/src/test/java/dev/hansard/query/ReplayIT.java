// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query;

import static dev.hansard.query.testing.Happenings.T1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.DirectoryQueries.FindChannel;
import dev.hansard.api.DirectoryQueries.FindMemberships;
import dev.hansard.api.DirectoryQueries.ListChannels;
import dev.hansard.api.DirectoryQueries.ListMembers;
import dev.hansard.api.DirectoryQueries.ListPeople;
import dev.hansard.api.MessageQueries.CountUnread;
import dev.hansard.api.MessageQueries.FindHistory;
import dev.hansard.api.MessageQueries.FindReplies;
import dev.hansard.api.MessageQueries.ListPins;
import dev.hansard.api.MessageView;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Query;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.Views.MessagePage;
import dev.hansard.query.history.StoryOfAChannel;
import dev.hansard.query.testing.Happenings;
import dev.hansard.query.testing.QuerySide;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A read model that is rebuilt from the record answers what the old one answered. */
class ReplayIT {
    private static final ChannelKey C1 = Happenings.channel("C1");

    @Test
    void answersShouldBeTheSameWhenReadModelsAreRebuiltAndNeverFailMeanwhile() throws InterruptedException {
        try (var side = new QuerySide()) {
            side.append(
                    Happenings.founded(T1, "Acme"),
                    Happenings.joined(T1, "U1", Role.MEMBER),
                    Happenings.bot(T1, "U2", "B2"),
                    Happenings.created(C1, ChannelKind.PUBLIC, "general", "U1", "U2"),
                    Happenings.created(Happenings.channel("D1"), ChannelKind.IM, null, "U1", "U2"));
            side.append(StoryOfAChannel.of(C1, 500));
            List<String> before = answers(side);
            var done = new AtomicBoolean();
            List<String> differing = new ArrayList<>();
            Thread reader = Thread.ofVirtual().start(() -> {
                while (!done.get()) if (!answers(side).equals(before)) differing.add("answers changed");
            });
            for (String projection : QuerySide.projections()) side.record.readModels.replay(projection, progress -> {});
            done.set(true);
            reader.join();
            assertThat(differing).isEmpty();
            assertThat(answers(side)).isEqualTo(before);
        }
    }

    private static List<String> answers(QuerySide side) {
        Actor viewer = Actor.OPERATOR;
        var history = new FindHistory(C1, Ts.ZERO, Ts.MAX, false, 999, null, viewer);
        List<Query> queries = new ArrayList<>(List.of(
                history,
                new ListPins(C1, viewer),
                new CountUnread(C1, viewer),
                new FindChannel(C1, viewer),
                new ListChannels(T1, EnumSet.allOf(ChannelKind.class), false, null, null, 100, viewer),
                new ListMembers(C1, null, 100, viewer),
                new ListPeople(T1, null, 100),
                new FindMemberships(PersonKey.of("T1", "U1"))));
        MessagePage page = side.ask(history);
        for (MessageView view : page.messages().subList(0, 20)) {
            if (view.summary() != null) {
                queries.add(new FindReplies(C1, view.ts(), Ts.ZERO, Ts.MAX, false, 100, null, viewer));
            }
        }
        return queries.stream()
                .map(query -> String.valueOf((Object) side.ask(query)))
                .toList();
    }
}
