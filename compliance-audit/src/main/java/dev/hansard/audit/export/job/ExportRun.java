// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.ExportRequest;
import dev.hansard.audit.export.Found;
import dev.hansard.audit.export.Item;
import dev.hansard.audit.export.People;
import dev.hansard.audit.export.RecordReader;
import dev.hansard.audit.export.Scope;
import dev.hansard.audit.export.Selection;
import dev.hansard.audit.export.format.Exceptions.Reason;
import dev.hansard.audit.export.format.ExportFormat;
import dev.hansard.audit.export.format.FileBytes;
import dev.hansard.audit.export.format.FormatContext;
import dev.hansard.audit.export.format.FormatWriter;
import dev.hansard.audit.export.format.Readable;
import dev.hansard.audit.export.format.Readable.SharedFile;
import dev.hansard.axon.store.ConversationLog;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads everything that a request asks for and hands it to the format's writer, counting each message. */
final class ExportRun {
    private static final int TELL_EVERY = 500;

    private final RecordReader record;
    private final ExportRequest request;
    private final Selection selection;
    private final Bag bag;
    private final Consumer<ExportProgress> progress;
    private final Proving proving;
    private final ExceptionsReport exceptions;
    private final ProcessingReport report = new ProcessingReport();
    private final People people;
    private final boolean narrow;
    private final ExportFormat format;
    private long events;
    private long total;
    private long items;
    private long told;

    /** @param progress hears often, and throws to stop */
    ExportRun(RecordReader record, ExportRequest request, Bag bag, Consumer<ExportProgress> progress)
            throws IOException {
        this.record = record;
        this.request = request;
        this.selection = new Selection(request.scope());
        this.bag = bag;
        this.progress = progress;
        this.proving = new Proving(bag);
        this.exceptions = new ExceptionsReport(bag.scratch());
        this.people = record.people(request.workspace(), request.position());
        this.format = Objects.requireNonNull(ExportFormat.named(request.format()), request.format());
        Scope scope = request.scope();
        this.narrow = !scope.authors().isEmpty()
                || !scope.custodians().isEmpty()
                || scope.keyword() != null
                || scope.from() != null
                || scope.until() != null;
    }

    void run() throws IOException {
        people.all().stream().filter(person -> person.erased()).forEach(exceptions::add);
        var context = new FormatContext(request, people, Product.NAME, FileBytes.NONE, exceptions);
        List<ConversationLog.Length> all = record.list(request.workspace()).stream()
                .filter(each -> request.scope().channels().isEmpty()
                        || request.scope().channels().contains(each.channel().channel()))
                .toList();
        total = all.stream().mapToLong(ConversationLog.Length::events).sum();
        try (FormatWriter writer = format.open(context, bag)) {
            for (ConversationLog.Length each : all) conversation(each, writer);
        }
        bag.endPayload();
        tell();
    }

    ProcessingReport report() {
        return report;
    }

    ExceptionsReport exceptions() {
        return exceptions;
    }

    Proving proving() {
        return proving;
    }

    People people() {
        return people;
    }

    void tell() {
        told = events;
        progress.accept(new ExportProgress(events, total, items));
    }

    private void conversation(ConversationLog.Length listed, FormatWriter writer) throws IOException {
        long before = events;
        Conversation conversation = record.conversation(listed, request.position());
        if (conversation != null && selection.mayHave(conversation)) {
            var count = report.begin(conversation, conversation.title(people));
            // One without a message that matches is part of the export only where no message was asked for.
            boolean open = !narrow;
            if (open) begin(conversation, writer);
            Iterator<Found> found = record.items(conversation.key(), request.position());
            while (found.hasNext()) {
                Found next = found.next();
                count.found++;
                boolean in = selection.has(conversation, next);
                if (in) {
                    if (!open) begin(conversation, writer);
                    open = true;
                    take(conversation, next, writer, count);
                }
                seen(next);
            }
            if (open) {
                writer.end();
                proving.end();
            }
        }
        events = before + listed.events();
        tell();
    }

    private void begin(Conversation conversation, FormatWriter writer) throws IOException {
        writer.begin(conversation);
        proving.begin(conversation.id());
    }

    private void take(Conversation conversation, Found found, FormatWriter writer, ProcessingReport.Count count)
            throws IOException {
        count.matched++;
        switch (found) {
            case Found.Unreadable unreadable -> {
                count.failed++;
                String where = "positions " + unreadable.positions();
                exceptions.add(conversation, unreadable.ts(), Reason.MESSAGE_UNREADABLE, where);
            }
            case Found.Readable readable -> take(conversation, readable.item(), writer, count);
        }
    }

    private void take(Conversation conversation, Item item, FormatWriter writer, ProcessingReport.Count count)
            throws IOException {
        String excluded = writer.write(item);
        if (excluded != null) {
            count.exclude(excluded);
            return;
        }
        count.exported++;
        count.events += item.positions().size();
        items++;
        proving.add(item);
        if (item.isErased()) {
            count.tombstones++;
            String ground = item.erased() == null
                    ? "its key is destroyed"
                    : item.erased().ground().reason().name().toLowerCase(java.util.Locale.ROOT);
            exceptions.add(conversation, item.ts(), Reason.CONTENT_ERASED, ground);
        }
        if (!format.uploads()) {
            for (SharedFile file : Readable.files(item.content())) {
                exceptions.add(conversation, item.ts(), Reason.FILE_BYTES_MISSING, file.id());
            }
        }
        if (item.damaged()) {
            exceptions.add(conversation, item.ts(), Reason.EVENT_UNREADABLE, "positions " + item.positions());
        }
    }

    private void seen(Found found) {
        events += switch (found) {
            case Found.Readable readable -> readable.item().positions().size();
            case Found.Unreadable unreadable -> unreadable.positions().size();
        };
        if (events - told >= TELL_EVERY) tell();
    }
}
