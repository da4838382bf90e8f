// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.ChannelCommands.ImportChannel;
import dev.hansard.api.ChannelId;
import dev.hansard.api.Command;
import dev.hansard.api.DirectoryQueries.FindWorkspaceByName;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.ImportMessages;
import dev.hansard.api.MessageCommands.ImportOutcome;
import dev.hansard.api.MessageCommands.ImportedMessage;
import dev.hansard.api.MessageCommands.SkippedMessage;
import dev.hansard.api.Query;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.api.WorkspaceCommands.AddPerson;
import dev.hansard.api.WorkspaceCommands.FoundWorkspace;
import dev.hansard.api.WorkspaceCommands.ImportPeople;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.Queries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Answers as the command side does, from plain maps, and complains when it is told of people it does not know. */
final class FakeWorkspace implements Commands, Queries {
    final Map<String, WorkspaceView> workspaces = new HashMap<>();
    final Map<UserId, AddPerson> people = new LinkedHashMap<>();
    final Map<ChannelId, ImportChannel> channels = new LinkedHashMap<>();
    final Map<ChannelId, TreeMap<Ts, ImportedMessage>> messages = new HashMap<>();
    final List<Integer> chunks = new ArrayList<>();
    int commandsUntilFailure = Integer.MAX_VALUE;

    FakeWorkspace() {
        people.put(UserId.SLACKBOT, null);
    }

    TreeMap<Ts, ImportedMessage> in(String channel) {
        return messages.getOrDefault(new ChannelId(channel), new TreeMap<>());
    }

    ImportedMessage message(String channel, String ts) {
        return in(channel).get(Ts.of(ts));
    }

    AddPerson person(String id) {
        return people.get(new UserId(id));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> CompletableFuture<R> send(Command command, Origin origin) {
        try {
            if (--commandsUntilFailure < 0) throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
            return CompletableFuture.completedFuture((R) handle(command));
        } catch (Rejection e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> R sendAndWait(Command command, Origin origin) {
        return (R) handle(command);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> R ask(Query query) {
        return switch (query) {
            case FindWorkspaceByName q ->
                (R) workspaces.values().stream()
                        .filter(w -> w.name().equals(q.text()) || w.id().value().equals(q.text()))
                        .findFirst()
                        .orElse(null);
            default -> throw new AssertionError(query);
        };
    }

    private Object handle(Command command) {
        if (!command.actor().isOperator()) throw new AssertionError("not the operator");
        return switch (command) {
            case FoundWorkspace c -> {
                if (workspaces.containsKey(c.domain())) throw new Rejection(ErrorCode.DOMAIN_TAKEN);
                workspaces.put(c.domain(), new WorkspaceView(c.id(), c.name(), c.domain(), c.created()));
                yield null;
            }
            case ImportPeople c -> {
                int before = people.size();
                c.people().forEach(person -> people.putIfAbsent(person.user(), person));
                yield people.size() - before;
            }
            case ImportChannel c -> {
                if ("forbidden".equals(c.name())) throw new Rejection(ErrorCode.INVALID_NAME);
                c.members().forEach(this::mustKnow);
                mustKnow(c.creator());
                channels.put(c.channel().channel(), c);
                yield c.name() == null ? "" : c.name();
            }
            case ImportMessages c -> importMessages(c);
            default -> throw new AssertionError(command);
        };
    }

    private ImportOutcome importMessages(ImportMessages command) {
        TreeMap<Ts, ImportedMessage> channel =
                messages.computeIfAbsent(command.channel().channel(), any -> new TreeMap<>());
        chunks.add(command.messages().size());
        int imported = 0;
        int there = 0;
        var skipped = new ArrayList<SkippedMessage>();
        Ts last = Ts.ZERO;
        for (ImportedMessage message : command.messages()) {
            if (!message.ts().isAfter(last)) throw new AssertionError("not ascending");
            last = message.ts();
            mustKnow(message.author());
            message.reactions().forEach(r -> r.users().forEach(this::mustKnow));
            if (channel.containsKey(message.ts())) {
                there++;
            } else if (message.thread() != null && !channel.containsKey(message.thread())) {
                skipped.add(new SkippedMessage(message.ts(), ErrorCode.THREAD_NOT_FOUND));
            } else {
                channel.put(message.ts(), message);
                imported++;
            }
        }
        return new ImportOutcome(imported, there, skipped);
    }

    private void mustKnow(UserId user) {
        if (!people.containsKey(user)) throw new AssertionError("nobody has told of " + user);
    }
}
