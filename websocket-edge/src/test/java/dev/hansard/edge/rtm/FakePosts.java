// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.api.Command;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.PostMessage;
import dev.hansard.api.MessageCommands.Posted;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.MessageView;
import dev.hansard.api.Rejection;
import dev.hansard.axon.bus.Commands;
import dev.hansard.edge.fanout.FakeRecord;
import dev.hansard.edge.fanout.TestEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A command side that writes posts into a fake record; everybody may post anywhere but into {@code C9}. */
final class FakePosts implements Commands {
    final List<Command> sent = new ArrayList<>();
    private final FakeRecord record;

    FakePosts(FakeRecord record) {
        this.record = record;
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized <R> CompletableFuture<R> send(Command command, Origin origin) {
        sent.add(command);
        if (!(command instanceof PostMessage post)) return CompletableFuture.completedFuture(null);
        if (post.channel().channel().value().equals("C9")) {
            return CompletableFuture.failedFuture(new Rejection(ErrorCode.NOT_IN_CHANNEL));
        }
        var posted = new MessagePosted(
                post.channel(),
                TestEvents.ts(),
                post.actor().user(),
                null,
                null,
                post.kind(),
                post.thread(),
                post.broadcast(),
                post.clientMsgId(),
                null,
                post.content());
        record.append(posted);
        return (CompletableFuture<R>) CompletableFuture.completedFuture(new Posted(MessageView.origin(posted), false));
    }

    @Override
    public <R> R sendAndWait(Command command, Origin origin) {
        return this.<R>send(command, origin).join();
    }
}
