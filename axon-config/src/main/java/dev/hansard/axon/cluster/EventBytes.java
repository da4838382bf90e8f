// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.axon.content.ContentVault.Place;
import dev.hansard.axon.content.PlainVault;
import dev.hansard.axon.serial.EventCodec;
import dev.hansard.axon.serial.EventCodec.Stored;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventMeta;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A committed event on its way to another node: as it is stored, but with its content open, so that the receiver need not look
 * for the key. It leaves the process only on an authenticated link, and only encrypted where that leaves the machine.
 */
final class EventBytes {
    private static final long MICROS = 1_000_000;

    private final EventCodec codec = new EventCodec(new PlainVault(), List.of());

    byte[] encode(CommittedEvent committed) {
        Stored stored = codec.encode(committed.event(), new Place(committed.stream(), committed.sequence()));
        var bytes = new ByteArrayOutputStream(stored.facts().length + 256);
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(committed.position());
            out.writeLong(committed.sequence());
            out.writeUTF(committed.stream());
            out.writeLong(
                    committed.at().getEpochSecond() * MICROS + committed.at().getNano() / 1_000);
            EventMeta meta = committed.meta();
            text(meta.actor(), out);
            text(meta.app(), out);
            text(meta.cause(), out);
            text(meta.correlation(), out);
            text(meta.address(), out);
            out.writeUTF(stored.type());
            out.writeInt(stored.revision());
            bytes(stored.facts(), out);
            bytes(stored.content(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws RuntimeException if this version does not understand it */
    CommittedEvent decode(int shard, byte[] encoded) {
        try (var in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            long position = in.readLong();
            long sequence = in.readLong();
            String stream = in.readUTF();
            long micros = in.readLong();
            var meta = new EventMeta(text(in), text(in), text(in), text(in), text(in));
            String type = in.readUTF();
            int revision = in.readInt();
            byte[] facts = bytes(in);
            if (facts == null) throw new IOException("an event without facts");
            var event = codec.decode(new Stored(type, revision, facts, bytes(in)), new Place(stream, sequence));
            Instant at = Instant.ofEpochSecond(micros / MICROS, micros % MICROS * 1_000);
            return new CommittedEvent(shard, position, stream, sequence, at, meta, event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void text(@Nullable String text, DataOutputStream out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) out.writeUTF(text);
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    private static void bytes(byte @Nullable [] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) out.write(bytes);
    }

    private static byte @Nullable [] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length > in.available()) throw new IOException("so many bytes: " + length);
        return length < 0 ? null : in.readNBytes(length);
    }
}
