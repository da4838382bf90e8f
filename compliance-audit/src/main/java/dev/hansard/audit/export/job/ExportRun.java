// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads everything that a request asks for and hands it to the format's writer, counting each message. */
final class ExportRun {
    private static final int TELL_EVERY = 500;

    private final RecordReader record;
    private final ExportRequest request;
    private final Selection selection;
    private final Bag bag;
    private final Consumer<ExportProgress> progress;
    private final Keeper keeper;
    private final int keepEvery;
    private final Proving proving;
    private final ExceptionsReport exceptions;
    private final ProcessingReport report = new ProcessingReport();
    private final People people;
    /** Whose own data alone is asked for; null when it is not so. */
    private final @Nullable UserId subject;

    private final boolean narrow;
    private final ExportFormat format;
    private long events;
    private long total;
    private long items;
    private long told;
    private int since;

    /** Hears where it can be gone on from. */
    interface Keeper {
        void keep(RunPoint point) throws IOException;
    }

    /**
     * @param keepEvery messages from one place where it can be gone on with to the next, which is at the end of a day or of a
     *     conversation
     * @param progress hears often, and throws to stop
     */
    ExportRun(
            RecordReader record,
            ExportRequest request,
            Bag bag,
            int keepEvery,
            Consumer<ExportProgress> progress,
            Keeper keeper)
            throws IOException {
        this.record = record;
        this.request = request;
        this.selection = new Selection(request.scope(), request.isOfSubject());
        this.bag = bag;
        this.progress = progress;
        this.keeper = keeper;
        this.keepEvery = keepEvery;
        this.proving = new Proving(bag, 10 * keepEvery);
        this.exceptions = new ExceptionsReport(bag.scratch());
        this.people = record.people(request.workspace(), request.position());
        this.format = Objects.requireNonNull(ExportFormat.named(request.format()), request.format());
        this.subject = request.isOfSubject() ? request.subject() : null;
        Scope scope = request.scope();
        this.narrow = !scope.authors().isEmpty()
                || !scope.custodians().isEmpty()
                || scope.keyword() != null
                || scope.from() != null
                || scope.until() != null;
    }

    /** @param from where an earlier one came to, or null; the bag is silent then, and no more when this returns */
    void run(@Nullable RunPoint from) throws IOException {
        List<ConversationLog.Length> all = record.list(request.workspace()).stream()
                .filter(each -> request.scope().channels().isEmpty()
                        || request.scope().channels().contains(each.channel().channel()))
                .toList();
        total = all.stream().mapToLong(ConversationLog.Length::events).sum();
        if (from != null && from.read()) {
            restore(from);
            return;
        }
        people.all().stream()
                .filter(person -> person.erased() && (subject == null || subject.equals(person.id())))
                .forEach(exceptions::add);
        var context = new FormatContext(
                request,
                people,
                Product.NAME,
                FileBytes.NONE,
                exceptions,
                record.subjects(request.workspace(), request.position()));
        try (FormatWriter writer = format.open(context, bag)) {
            Iterator<ConversationLog.Length> left = all.iterator();
            if (from != null) goOn(from, left, writer);
            while (left.hasNext()) conversation(left.next(), writer);
        }
        bag.endPayload();
        tell();
        keeper.keep(read());
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

    /** All is read, and nothing is proved. */
    RunPoint read() {
        return new RunPoint(
                true,
                null,
                false,
                false,
                0,
                0,
                events,
                items,
                exceptions.count(),
                report.lines(),
                new byte[0],
                0,
                null);
    }

    private ProcessingReport.@Nullable Count restore(RunPoint from) {
        events = from.events();
        items = from.items();
        exceptions.resume(from.exceptions());
        return report.resume(from.counts());
    }

    private void goOn(RunPoint from, Iterator<ConversationLog.Length> left, FormatWriter writer) throws IOException {
        ConversationLog.Length at = left.next();
        while (!at.channel().channel().value().equals(from.conversation())) at = left.next();
        var state = new DataInputStream(new ByteArrayInputStream(from.writer()));
        ProcessingReport.Count count = restore(from);
        if (!from.within()) {
            writer.restore(state);
            bag.goOn();
            return;
        }
        Conversation conversation = Objects.requireNonNull(record.conversation(at, request.position()));
        if (from.open()) begin(conversation, writer);
        writer.restore(state);
        bag.goOn();
        var found = record.items(conversation.key(), new Ts(from.ts()), request.position());
        walk(conversation, found, Objects.requireNonNull(count), from.before(), from.open(), writer);
        ended(at, from.before(), writer);
    }

    private void conversation(ConversationLog.Length listed, FormatWriter writer) throws IOException {
        long before = events;
        Conversation conversation = record.conversation(listed, request.position());
        if (conversation != null && selection.mayHave(conversation)) {
            // One without a message that matches is part of the export only where no message was asked for.
            boolean open = subject == null ? !narrow : conversation.everybody().contains(subject);
            // To a person nothing is told of conversations that they had no part in.
            var count = subject == null || open
                    ? report.begin(conversation, conversation.title(people))
                    : report.draft(conversation, conversation.title(people));
            if (open) begin(conversation, writer);
            var found = record.items(conversation.key(), Ts.ZERO, request.position());
            walk(conversation, found, count, before, open, writer);
        }
        ended(listed, before, writer);
    }

    private void ended(ConversationLog.Length listed, long before, FormatWriter writer) throws IOException {
        events = before + listed.events();
        tell();
        if (since >= keepEvery) keep(listed.channel().channel().value(), null, false, before, writer);
    }

    private void walk(
            Conversation conversation,
            Iterator<Found> found,
            ProcessingReport.Count count,
            long before,
            boolean begun,
            FormatWriter writer)
            throws IOException {
        boolean open = begun;
        Ts last = null;
        while (found.hasNext()) {
            Found next = found.next();
            boolean listed = subject == null || open;
            if (listed && last != null && since >= keepEvery && day(last) != day(next.ts())) {
                keep(conversation.id(), last, open, before, writer);
            }
            last = next.ts();
            boolean in = selection.has(conversation, next);
            if (in || subject == null) count.found++;
            if (in) {
                if (!open) begin(conversation, writer);
                if (!open && subject != null) report.add(count);
                open = true;
                take(conversation, next, writer, count);
            }
            seen(next);
        }
        if (open) writer.end();
    }

    private void keep(String conversation, @Nullable Ts last, boolean open, long before, FormatWriter writer)
            throws IOException {
        since = 0;
        var state = new ByteArrayOutputStream();
        writer.save(new DataOutputStream(state));
        long ts = last == null ? 0 : last.micros();
        keeper.keep(new RunPoint(
                false,
                conversation,
                last != null,
                open,
                ts,
                before,
                events,
                items,
                exceptions.count(),
                report.lines(),
                state.toByteArray(),
                0,
                null));
    }

    private static long day(Ts ts) {
        return Math.floorDiv(ts.seconds(), 86_400L);
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
        List<Long> positions = subject == null ? item.positions() : item.positionsOf(subject);
        count.events += positions.size();
        items++;
        proving.add(positions);
        if (subject != null && !subject.equals(item.author())) return;
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
        since++;
        if (events - told >= TELL_EVERY) tell();
    }
}
