// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.ChannelEvents.ChannelCreated;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.Erasure;
import dev.hansard.api.ErasureReason;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageEvents.MessageDeleted;
import dev.hansard.api.MessageEvents.MessageEdited;
import dev.hansard.api.MessageEvents.MessageErased;
import dev.hansard.api.MessageEvents.MessagePinned;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.MessageEvents.ReactionAdded;
import dev.hansard.api.MessageEvents.ThreadStarted;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.ExportRequest;
import dev.hansard.audit.export.FakeProofs;
import dev.hansard.audit.export.Office;
import dev.hansard.audit.export.Scope;
import dev.hansard.audit.export.format.ExportFormat;
import dev.hansard.testing.TestRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An export that goes on from what lay on the disk when its server ended. */
class ResumeIT {
    private static final int MESSAGES = 500;
    private static final int KEEP_EVERY = 40;

    @TempDir
    static Path folder;

    private static final FakeProofs PROOFS = new FakeProofs();
    private static TestRecord record;
    private static int made;

    @BeforeAll
    static void fill() {
        record = TestRecord.with();
        Office.fill(record);
        for (String channel : List.of("C7", "C8")) busy(ChannelKey.of("T1", channel));
    }

    @AfterAll
    static void close() {
        record.close();
    }

    /** Three messages an hour with everything that can happen to them. */
    private static void busy(ChannelKey channel) {
        var events = new ArrayList<DomainEvent>();
        List<UserId> members = List.of(Office.ANN, Office.BEN, Office.CAT);
        events.add(new ChannelCreated(channel, ChannelKind.PUBLIC, channel.toString(), Office.ANN, members, false, 1));
        Ts root = Ts.ZERO;
        for (int i = 0; i < MESSAGES; i++) {
            Ts ts = new Ts(1_700_000_000_000_000L + i * 1_200_000_000L);
            Ts later = new Ts(ts.micros() + 90_000_000_000L);
            UserId author = members.get(i % 3);
            boolean reply = i % 5 == 4;
            if (i % 50 == 0) root = ts;
            var content = MessageContent.ofText("message " + i + " about something " + i * 31);
            events.add(new MessagePosted(
                    channel, ts, author, null, null, Kind.PLAIN, reply ? root : null, false, null, null, content));
            if (i % 50 == 4) events.add(new ThreadStarted(channel, root));
            if (i % 9 == 3) {
                events.add(new MessageEdited(channel, ts, author, later, false, MessageContent.ofText("better " + i)));
            }
            if (i % 11 == 5) events.add(new MessageDeleted(channel, ts, author, later));
            if (i % 7 == 0) events.add(new ReactionAdded(channel, ts, author, "eyes", Office.BEN, later));
            if (i % 70 == 0) events.add(new MessagePinned(channel, ts, author, later));
        }
        record.append(events.toArray(DomainEvent[]::new));
    }

    static List<String> formats() {
        return ExportFormat.names();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void itShouldGiveTheSameBytesFromWhereverItGoesOn(String format) throws IOException {
        ExportRequest request = new Making(record, folder).request(format, Scope.EVERYTHING);
        var left = new ArrayList<Path>();
        Path staging = fresh();
        var calls = new AtomicInteger();
        ExportMaker.Made whole = make(request, staging, progress -> {
            // What lies on the disk at that moment is what a server that is killed leaves behind.
            int call = calls.getAndIncrement();
            if (progress.events() < progress.total() || call % 900 == 0) left.add(copy(staging));
        });

        assertThat(left).hasSizeGreaterThan(3);
        int goneOn = 0;
        for (Path each : left) {
            boolean point = Files.exists(each.resolve("restart.json"));
            var first = new AtomicLong(-1);
            ExportMaker.Made again = make(request, each, progress -> first.compareAndSet(-1, progress.items()));
            assertThat(Files.mismatch(again.file(), whole.file())).isEqualTo(-1);
            assertThat(again.sha256()).isEqualTo(whole.sha256());
            assertThat(again.total().exported).isEqualTo(whole.total().exported);
            assertThat(again.exceptions()).isEqualTo(whole.exceptions());
            if (point) {
                goneOn++;
                assertThat(first.get()).as("messages when it went on").isGreaterThan(KEEP_EVERY);
            }
        }
        assertThat(goneOn).isPositive();
    }

    @Test
    void itShouldBeginAnewWhenSomethingWasErasedSince() throws IOException {
        ChannelKey channel = ChannelKey.of("T1", "C9");
        Ts ts = Office.at("2024-05-01T00:00:00Z");
        record.append(
                new ChannelCreated(channel, ChannelKind.PUBLIC, "nine", Office.ANN, List.of(Office.ANN), false, 1),
                Office.posted(channel, ts, Office.ANN, MessageContent.ofText("unspeakable")));
        ExportRequest request = new Making(record, folder).request("jsonl", Scope.EVERYTHING);
        var left = new ArrayList<Path>();
        Path staging = fresh();
        make(request, staging, progress -> {
            if (left.isEmpty() && progress.events() == progress.total()) left.add(copy(staging));
        });
        var ground = new Erasure(ErasureReason.values()[0], "case 1", Office.ANN);
        record.append(
                new MessageErased(channel, ts, Office.ANN, List.of(1L), ground, Office.at("2024-05-02T00:00:00Z")));

        var first = new AtomicLong(-1);
        make(request, left.getFirst(), progress -> first.compareAndSet(-1, progress.items()));

        assertThat(first.get()).isLessThanOrEqualTo(KEEP_EVERY);
    }

    @Test
    void itShouldBeginAnewWhenWhatWasStagedIsDamaged() throws IOException {
        ExportRequest request = new Making(record, folder).request("jsonl", Scope.EVERYTHING);
        var left = new ArrayList<Path>();
        Path staging = fresh();
        ExportMaker.Made whole = make(request, staging, progress -> {
            if (left.isEmpty() && progress.events() == progress.total()) left.add(copy(staging));
        });
        Path cut = left.getFirst().resolve("export.zip");
        Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(cut), 100));

        assertThat(make(request, left.getFirst(), progress -> {}).sha256()).isEqualTo(whole.sha256());
    }

    private static ExportMaker.Made make(
            ExportRequest request, Path staging, java.util.function.Consumer<ExportProgress> progress)
            throws IOException {
        var maker = new ExportMaker(
                Making.reader(record), PROOFS, (workspace, at) -> List.of(), Making.settings(folder), KEEP_EVERY);
        return maker.make(request, Making.REQUESTED, staging, progress);
    }

    private static Path fresh() throws IOException {
        return Files.createDirectories(folder.resolve("made-" + made++));
    }

    private static Path copy(Path staging) {
        try (var files = Files.list(staging)) {
            Path copy = fresh();
            for (Path each : files.toList()) Files.copy(each, copy.resolve(each.getFileName()));
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
