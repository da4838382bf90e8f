// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.directory;

import static dev.hansard.query.testing.Happenings.T1;

import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.CredentialEvents;
import dev.hansard.api.CredentialKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.PersonEvents;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Profile;
import dev.hansard.api.Prose;
import dev.hansard.api.Role;
import dev.hansard.api.TokenKind;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceEvents;
import dev.hansard.query.testing.Happenings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A workspace in which anything happens to its people and conversations. */
final class Community {
    final List<DomainEvent> events = new ArrayList<>();
    final List<UserId> people = new ArrayList<>();
    final Map<ChannelKey, Set<UserId>> members =
            new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    private final List<CredentialKey> credentials = new ArrayList<>();
    private final Random random;
    private long clock = 1_700_000_000_000_000L;

    Community(Random random) {
        this.random = random;
        events.add(Happenings.founded(T1, "Acme"));
        for (int i = 0; i < 4; i++) join();
        create();
    }

    /** The same, with this many more things happened. */
    Community after(int steps) {
        for (int i = 0; i < steps; i++) step();
        return this;
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 10) join();
        else if (dice < 30) person();
        else if (dice < 36) token();
        else if (dice < 42) create();
        else if (dice < 80) membership();
        else setting();
    }

    private void join() {
        String id = "U%03d".formatted(people.size() + 1);
        people.add(new UserId(id));
        events.add(random.nextInt(5) == 0 ? Happenings.bot(T1, id, "B" + id) : Happenings.joined(T1, id, Role.MEMBER));
    }

    private void person() {
        UserId user = pick(people);
        var key = new PersonKey(T1, user);
        UserId by = pick(people);
        events.add(
                switch (random.nextInt(7)) {
                    case 0 -> new WorkspaceEvents.RoleChanged(T1, user, pick(List.of(Role.values())), by);
                    case 1 -> new WorkspaceEvents.PersonDeactivated(T1, user, by);
                    case 2 -> new WorkspaceEvents.PersonReactivated(T1, user, by);
                    case 3 -> new WorkspaceEvents.EmailClaimed(T1, user, "%064x".formatted(clock));
                    case 4 -> new PersonEvents.ProfileChanged(key, by, Profile.named("Name " + clock));
                    case 5 -> new PersonEvents.SnoozeStarted(key, clock / 1_000_000);
                    default -> new PersonEvents.SnoozeEnded(key);
                });
        tick();
    }

    private void token() {
        if (!credentials.isEmpty() && random.nextInt(3) == 0) {
            events.add(new CredentialEvents.TokenRevoked(pick(credentials), pick(people)));
            return;
        }
        var key = new CredentialKey(T1, "K" + (credentials.size() + 1));
        credentials.add(key);
        events.add(new CredentialEvents.TokenIssued(
                key, TokenKind.USER, "%064x".formatted(tick()), pick(people), null, "A1", Set.of("b", "a"), 0));
    }

    private void create() {
        var key = Happenings.channel("C%03d".formatted(members.size() + 1));
        Set<UserId> first = new TreeSet<>(List.of(pick(people), pick(people)));
        members.put(key, first);
        events.add(new ChannelEvents.ChannelCreated(
                key,
                ChannelKind.PUBLIC,
                "name-" + members.size(),
                pick(people),
                List.copyOf(first),
                members.size() == 1,
                clock / 1_000_000));
    }

    private void membership() {
        ChannelKey channel = pick(List.copyOf(members.keySet()));
        UserId user = pick(people);
        if (members.get(channel).remove(user)) {
            events.add(new ChannelEvents.MemberLeft(channel, user, user, new Ts(tick())));
        } else {
            members.get(channel).add(user);
            events.add(new ChannelEvents.MemberJoined(channel, user, null, null));
        }
    }

    private void setting() {
        ChannelKey channel = pick(List.copyOf(members.keySet()));
        UserId by = pick(people);
        Ts ts = new Ts(tick());
        events.add(
                switch (random.nextInt(5)) {
                    case 0 -> new ChannelEvents.TopicSet(channel, by, ts, ts.seconds(), new Prose("t" + clock));
                    case 1 -> new ChannelEvents.PurposeSet(channel, by, ts, ts.seconds(), new Prose("p" + clock));
                    case 2 -> new ChannelEvents.ChannelArchived(channel, by, ts);
                    case 3 -> new ChannelEvents.ChannelUnarchived(channel, by, ts);
                    default -> new ChannelEvents.ChannelRenamed(channel, by, "old" + clock, "new" + clock, ts);
                });
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private long tick() {
        clock += 1 + random.nextInt(5_000_000);
        return clock;
    }
}
