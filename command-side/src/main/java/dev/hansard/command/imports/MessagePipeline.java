// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.ImportMessages;
import dev.hansard.api.MessageCommands.ImportOutcome;
import dev.hansard.api.MessageCommands.ImportedMessage;
import dev.hansard.api.MessageCommands.SkippedMessage;
import dev.hansard.api.Rejection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Sends a conversation's messages in chunks, each one atomic step, in order, several ahead of the commits: waiting for
 * each commit would leave the store idle while the next chunk is read.
 */
final class MessagePipeline {
    private static final int CHUNK_MESSAGES = 500;
    /** The database refuses packets of 16 MiB; characters take up to three bytes and are quoted. */
    private static final int CHUNK_CHARS = 1 << 20;

    private static final int AHEAD = 4;

    /** Hears of messages that the channel left out. */
    interface Skips {
        void skipped(SlackArchive.Item file, SkippedMessage message);

        void refused(SlackArchive.Item file, ErrorCode code, int messages);
    }

    private final ImportSession session;
    private final ChannelKey channel;
    private final String folder;
    private final Skips skips;
    private final ArrayDeque<Chunk> sent = new ArrayDeque<>();
    private List<Part> parts = new ArrayList<>();
    private long chars;
    private long imported;
    private long alreadyThere;

    MessagePipeline(ImportSession session, ChannelKey channel, String folder, Skips skips) {
        this.session = session;
        this.channel = channel;
        this.folder = folder;
        this.skips = skips;
    }

    void add(SlackArchive.Item file, ImportedMessage message) throws ImportStopped {
        long size = ContentMapping.size(message.content());
        boolean full = parts.size() == CHUNK_MESSAGES || chars + size > CHUNK_CHARS;
        // Days follow each other, but a file may hold what belongs to another day; a command is ascending.
        boolean backwards = !parts.isEmpty()
                && !message.ts().isAfter(parts.getLast().message().ts());
        if (full || backwards) flush();
        parts.add(new Part(file, message));
        chars += size;
    }

    /** Sends what is left and waits for everything. */
    void finish() throws ImportStopped {
        flush();
        while (!sent.isEmpty()) settle();
    }

    /** Waits for what was sent, so that it is counted, and sends nothing more. */
    void abandon() {
        parts = new ArrayList<>();
        while (!sent.isEmpty()) {
            try {
                settle();
            } catch (ImportStopped unavailable) {
                continue;
            }
        }
    }

    long imported() {
        return imported;
    }

    long alreadyThere() {
        return alreadyThere;
    }

    private void flush() throws ImportStopped {
        if (parts.isEmpty()) return;
        session.checkpoint();
        session.admitPlaceholders();
        var messages = parts.stream().map(Part::message).toList();
        var command = new ImportMessages(channel, messages, Actor.OPERATOR);
        sent.add(new Chunk(parts, session.send(command), System.nanoTime()));
        parts = new ArrayList<>();
        chars = 0;
        while (sent.size() >= AHEAD) settle();
    }

    private void settle() throws ImportStopped {
        Chunk chunk = sent.remove();
        try {
            ImportOutcome outcome = session.await(chunk.outcome());
            session.metrics.chunk(outcome, System.nanoTime() - chunk.sentAt());
            imported += outcome.imported();
            alreadyThere += outcome.alreadyThere();
            Map<Object, SlackArchive.Item> files = new HashMap<>();
            if (!outcome.skipped().isEmpty()) chunk.parts().forEach(part -> files.put(part.message.ts(), part.file()));
            for (SkippedMessage skip : outcome.skipped()) {
                SlackArchive.Item file = files.get(skip.ts());
                if (file != null) skips.skipped(file, skip);
            }
        } catch (Rejection refusal) {
            skips.refused(
                    chunk.parts().getFirst().file(),
                    refusal.code(),
                    chunk.parts().size());
        }
        session.settled(folder, chunk.parts().size());
    }

    private record Part(SlackArchive.Item file, ImportedMessage message) {}

    private record Chunk(List<Part> parts, CompletableFuture<ImportOutcome> outcome, long sentAt) {}
}
