// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import dev.hansard.server.testing.RtmClient;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.SlackApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** People who post without pause, and remember what they were told. */
final class PostingLoad {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ServerProcess server;
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final List<Thread> senders = new ArrayList<>();
    private volatile boolean stopping;

    PostingLoad(ServerProcess server) {
        this.server = server;
    }

    /**
     * @param author handle
     * @param ts as acknowledged, or null when nobody said that the message was accepted
     */
    record Attempt(
            String author,
            String channel,
            String text,
            String clientMsgId,
            @Nullable String ts) {
        /** The same message again, over HTTP. */
        JsonNode repeat(SlackApi author) {
            return author.call("chat.postMessage", "channel", channel, "text", text, "client_msg_id", clientMsgId);
        }
    }

    void overHttp(String author, String channel) {
        SlackApi api = server.api(author);
        sender(() -> {
            while (!stopping) {
                Attempt attempt = fresh(author, channel);
                try {
                    note(attempt, attempt.repeat(api));
                } catch (RuntimeException e) {
                    note(attempt, null);
                }
            }
        });
    }

    void overRtm(String author, String channel) {
        SlackApi api = server.api(author);
        sender(() -> {
            while (!stopping) {
                try (RtmClient socket = RtmClient.open(api)) {
                    while (!stopping && !socket.closed().isDone()) postOver(socket, author, channel);
                } catch (RuntimeException e) {
                    pause();
                }
            }
        });
    }

    private void postOver(RtmClient socket, String author, String channel) {
        Attempt attempt = fresh(author, channel);
        try {
            note(
                    attempt,
                    socket.post(channel, attempt.text(), attempt.clientMsgId()).get(60, TimeUnit.SECONDS));
        } catch (Exception e) {
            note(attempt, null);
        }
    }

    private static Attempt fresh(String author, String channel) {
        String text = "message " + NUMBER.incrementAndGet();
        return new Attempt(author, channel, text, UUID.randomUUID().toString(), null);
    }

    private void note(Attempt attempt, @Nullable JsonNode answer) {
        boolean accepted = answer != null && answer.path("ok").asBoolean();
        String ts = accepted ? answer.path("ts").asString() : null;
        attempts.add(new Attempt(attempt.author(), attempt.channel(), attempt.text(), attempt.clientMsgId(), ts));
        if (!accepted) pause();
    }

    private void sender(Runnable work) {
        senders.add(Thread.ofPlatform().name("sender-" + senders.size()).start(work));
    }

    long accepted() {
        return attempts.stream().filter(attempt -> attempt.ts() != null).count();
    }

    /** Answers what was tried, when all senders have come to rest. */
    List<Attempt> stop() throws InterruptedException {
        stopping = true;
        for (Thread sender : senders) sender.join();
        return List.copyOf(attempts);
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
