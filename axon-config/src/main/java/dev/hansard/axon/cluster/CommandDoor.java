// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Takes up what comes over {@link CommandStream}s: what has the same key in order, everything else side by side. */
final class CommandDoor {
    /** More than will ever wait for the database at the same moment. */
    private static final int LANES = 256;

    private static final byte[] NO_ANSWER = {};

    private final LinkServer.Handler handler;
    private final AtomicInteger underWay;
    private final Executor[] lanes;

    /** @param underWay counts what is not yet answered */
    CommandDoor(LinkServer.Handler handler, Executor threads, AtomicInteger underWay) {
        this.handler = handler;
        this.underWay = underWay;
        lanes = Stream.generate(() -> MoreExecutors.newSequentialExecutor(threads))
                .limit(LANES)
                .toArray(Executor[]::new);
    }

    StreamObserver<byte[]> open(StreamObserver<byte[]> answers) {
        var out = (ServerCallStreamObserver<byte[]>) answers;
        // With a handler, answers that nobody waits for any more are dropped instead of refused.
        out.setOnCancelHandler(() -> {});
        return new StreamObserver<>() {
            @Override
            public void onNext(byte[] bytes) {
                NumberedCommand command = NumberedCommand.decode(bytes);
                underWay.incrementAndGet();
                lanes[Math.floorMod(command.key(), LANES)].execute(() -> handle(command, out));
            }

            @Override
            public void onError(Throwable failure) {
                // What was taken up goes on; nobody waits for its answer.
            }

            @Override
            public void onCompleted() {
                out.onCompleted();
            }
        };
    }

    private void handle(NumberedCommand command, ServerCallStreamObserver<byte[]> out) {
        handler.apply(command.command()).whenComplete((answer, failure) -> {
            underWay.decrementAndGet();
            byte[] bytes = new NumberedAnswer(command.id(), failure == null ? answer : NO_ANSWER).encode();
            synchronized (out) {
                out.onNext(bytes);
            }
        });
    }
}
