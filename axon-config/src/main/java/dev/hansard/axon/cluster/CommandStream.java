// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Commands to one node. Those with the same key are taken up there in the order in which they were sent, which separate calls
 * would not promise: what somebody says first is to be said first.
 */
final class CommandStream {
    private final Channel channel;
    private final Duration patience;
    private @Nullable Calls calls;

    /** @param patience how long a command waits for its answer */
    CommandStream(Channel channel, Duration patience) {
        this.channel = channel;
        this.patience = patience;
    }

    /** The answer's bytes; fails when there is none in time, or the stream breaks: then nobody knows what became of it. */
    CompletableFuture<byte[]> send(int key, byte[] command) {
        var answer = new CompletableFuture<byte[]>();
        synchronized (this) {
            Calls open = calls == null ? open() : calls;
            long id = open.add(answer);
            answer.whenComplete((bytes, failure) -> forget(open, id));
            open.out().onNext(new NumberedCommand(id, key, command).encode());
        }
        return answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Gives up on what has not been answered; the next command begins anew. */
    void reset(String why) {
        Calls broken;
        synchronized (this) {
            broken = calls;
            calls = null;
        }
        if (broken == null) return;
        broken.out().cancel(why, null);
        fail(broken, Status.UNAVAILABLE.withDescription(why).asRuntimeException());
    }

    private Calls open() {
        var fresh = new Calls();
        calls = fresh;
        ClientCalls.asyncBidiStreamingCall(channel.newCall(LinkProtocol.COMMANDS, CallOptions.DEFAULT), fresh);
        return fresh;
    }

    private synchronized void forget(Calls from, long id) {
        from.waiting.remove(id);
    }

    private synchronized @Nullable CompletableFuture<byte[]> take(Calls from, long id) {
        return from.waiting.remove(id);
    }

    private void fail(Calls broken, Throwable failure) {
        List<CompletableFuture<byte[]>> unanswered;
        synchronized (this) {
            if (calls == broken) calls = null;
            unanswered = List.copyOf(broken.waiting.values());
            broken.waiting.clear();
        }
        unanswered.forEach(each -> each.completeExceptionally(failure));
    }

    private final class Calls implements ClientResponseObserver<byte[], byte[]> {
        private final Map<Long, CompletableFuture<byte[]>> waiting = new HashMap<>();
        private @Nullable ClientCallStreamObserver<byte[]> out;
        private long last;

        private long add(CompletableFuture<byte[]> answer) {
            waiting.put(++last, answer);
            return last;
        }

        private ClientCallStreamObserver<byte[]> out() {
            if (out == null) throw new IllegalStateException("not started");
            return out;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<byte[]> requests) {
            out = requests;
        }

        @Override
        public void onNext(byte[] bytes) {
            var answer = NumberedAnswer.decode(bytes);
            CompletableFuture<byte[]> asked = take(this, answer.id());
            if (asked != null) asked.complete(answer.answer());
        }

        @Override
        public void onError(Throwable failure) {
            fail(this, failure);
        }

        @Override
        public void onCompleted() {
            fail(this, Status.UNAVAILABLE.withDescription("the node is going").asRuntimeException());
        }
    }
}
