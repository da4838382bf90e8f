// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import dev.hansard.api.ChannelEvents;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Ts;
import dev.hansard.axon.content.ContentVault;
import dev.hansard.axon.content.KeysUnavailable;
import dev.hansard.axon.serial.EventCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the event table, both ways. */
final class EventRows {
    private static final String INSERT =
            "INSERT INTO event (position, workspace, stream, sequence, type, revision, at, subject,"
                    + " once_key, meta, facts, content) VALUES ";
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final int COLUMNS = 12;
    static final String SELECT =
            "SELECT position, stream, sequence, type, revision, at, meta, facts, content FROM event ";
    /** Without what was written and who caused it. */
    static final String SELECT_FACTS =
            "SELECT position, stream, sequence, type, revision, at, NULL, facts, NULL FROM event ";

    private static final long MICROS = 1_000_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion ->
                    inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .build();
    private static final ObjectReader META_READER = JSON.readerFor(EventMeta.class);
    private static final ObjectWriter META_WRITER = JSON.writerFor(EventMeta.class);

    /**
     * A row as it is stored, not yet understood.
     *
     * @param meta null when it was not asked for
     */
    record Raw(
            int shard,
            long position,
            String stream,
            long sequence,
            Instant at,
            byte @Nullable [] meta,
            EventCodec.Stored stored) {}

    private EventRows() {}

    static byte[] metaJson(EventMeta meta) {
        return META_WRITER.writeValueAsBytes(meta);
    }

    /** A statement that inserts so many rows at once. */
    static String insert(int rows) {
        return INSERT + String.join(",", Collections.nCopies(rows, ROW));
    }

    /** The row exactly as it is stored at the position. */
    static RawEvent stored(long position, Append.Row row) {
        Ts subject = subject(row.event());
        return new RawEvent(
                position,
                row.event().workspace().value(),
                row.stream(),
                row.sequence(),
                row.stored().type(),
                row.stored().revision(),
                row.at().getEpochSecond() * MICROS + row.at().getNano() / 1_000,
                subject == null ? null : subject.micros(),
                row.onceHash(),
                row.metaJson(),
                row.stored().facts(),
                row.stored().content());
    }

    /** @param number which of the statement's rows, from 0 */
    static void bind(PreparedStatement insert, int number, RawEvent row) throws SQLException {
        int before = number * COLUMNS;
        insert.setLong(before + 1, row.position());
        insert.setString(before + 2, row.workspace());
        insert.setString(before + 3, row.stream());
        insert.setLong(before + 4, row.sequence());
        insert.setString(before + 5, row.type());
        insert.setInt(before + 6, row.revision());
        insert.setLong(before + 7, row.atMicros());
        Long subject = row.subject();
        if (subject == null) insert.setNull(before + 8, Types.BIGINT);
        else insert.setLong(before + 8, subject);
        insert.setBytes(before + 9, row.onceKey());
        insert.setBytes(before + 10, row.meta());
        insert.setBytes(before + 11, row.facts());
        insert.setBytes(before + 12, row.content());
    }

    static Raw raw(int shard, ResultSet row) throws SQLException {
        long micros = row.getLong(6);
        return new Raw(
                shard,
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                Instant.ofEpochSecond(micros / MICROS, micros % MICROS * 1_000),
                row.getBytes(7),
                new EventCodec.Stored(row.getString(4), row.getInt(5), row.getBytes(8), row.getBytes(9)));
    }

    /** @throws UnreadableEvent when the row makes no sense */
    static CommittedEvent decode(Raw raw, EventCodec codec) {
        try {
            DomainEvent event = codec.decode(raw.stored(), new ContentVault.Place(raw.stream(), raw.sequence()));
            byte[] caused = raw.meta();
            EventMeta meta = caused == null ? EventMeta.NONE : META_READER.readValue(caused);
            return new CommittedEvent(raw.shard(), raw.position(), raw.stream(), raw.sequence(), raw.at(), meta, event);
        } catch (KeysUnavailable e) {
            throw new StoreUnavailable("opening content", e);
        } catch (EventCodec.Unreadable | tools.jackson.core.JacksonException e) {
            throw new UnreadableEvent(raw.shard(), raw.position(), raw.stream(), e);
        }
    }

    static byte @Nullable [] onceHash(@Nullable String onceKey) {
        if (onceKey == null) return null;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(onceKey.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(hash, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** The ts by which a message's own events are found. */
    private static @Nullable Ts subject(DomainEvent event) {
        return switch (event) {
            case MessageEvents.MessageScheduled e -> null;
            case MessageEvents.ScheduledMessageCancelled e -> null;
            case MessageEvents.ScheduledMessageErased e -> null;
            case MessageEvents e -> e.ts();
            case ChannelEvents.MemberJoined e -> e.ts();
            case ChannelEvents.MemberLeft e -> e.ts();
            case ChannelEvents.TopicSet e -> e.ts();
            case ChannelEvents.PurposeSet e -> e.ts();
            case ChannelEvents.ChannelRenamed e -> e.ts();
            case ChannelEvents.ChannelArchived e -> e.ts();
            case ChannelEvents.ChannelUnarchived e -> e.ts();
            case ChannelEvents.ChannelCreated e -> null;
            case ChannelEvents.ProseErased e -> null;
            case dev.hansard.api.WorkspaceEvents e -> null;
            case dev.hansard.api.PersonEvents e -> null;
            case dev.hansard.api.CredentialEvents e -> null;
            case dev.hansard.api.AuditEvents e -> null;
            case dev.hansard.api.PreservationEvents e -> null;
            case dev.hansard.api.CaseEvents e -> null;
            case dev.hansard.api.UsergroupEvents e -> null;
            case dev.hansard.api.PlacementEvents e -> null;
        };
    }
}
