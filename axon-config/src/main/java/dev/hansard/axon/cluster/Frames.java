// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import dev.hansard.api.ChannelKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Frames as bytes: one that tells which, then the components in their order. */
final class Frames {
    private Frames() {}

    static byte[] encode(Frame frame) {
        var bytes = new ByteArrayOutputStream(64);
        try (var out = new DataOutputStream(bytes)) {
            write(frame, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws UncheckedIOException if they make no sense */
    static Frame decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Frame frame, DataOutputStream out) throws IOException {
        switch (frame) {
            case Frame.Hello(String node, boolean edge, boolean everything) -> {
                out.writeByte(1);
                out.writeUTF(node);
                out.writeBoolean(edge);
                out.writeBoolean(everything);
            }
            case Frame.Interest(long number, boolean reset, var more, var less) -> {
                out.writeByte(2);
                out.writeLong(number);
                out.writeBoolean(reset);
                writeChannels(more, out);
                writeChannels(less, out);
            }
            case Frame.At(long[] positions) -> {
                out.writeByte(3);
                writeLongs(positions, out);
            }
            case Frame.Tell(String topic, byte[] message) -> {
                out.writeByte(4);
                out.writeUTF(topic);
                writeBytes(message, out);
            }
            case Frame.Start(long[] positions) -> {
                out.writeByte(5);
                writeLongs(positions, out);
            }
            case Frame.Committed(int shard, long first, long last, List<byte[]> events) -> {
                out.writeByte(6);
                out.writeInt(shard);
                out.writeLong(first);
                out.writeLong(last);
                out.writeInt(events.size());
                for (byte[] event : events) writeBytes(event, out);
            }
            case Frame.Confirmed(long number, long[] positions) -> {
                out.writeByte(7);
                out.writeLong(number);
                writeLongs(positions, out);
            }
            case Frame.Alive() -> out.writeByte(8);
            case Frame.Leaving() -> out.writeByte(9);
        }
    }

    private static Frame read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 1 -> new Frame.Hello(in.readUTF(), in.readBoolean(), in.readBoolean());
            case 2 -> new Frame.Interest(in.readLong(), in.readBoolean(), readChannels(in), readChannels(in));
            case 3 -> new Frame.At(readLongs(in));
            case 4 -> new Frame.Tell(in.readUTF(), readBytes(in));
            case 5 -> new Frame.Start(readLongs(in));
            case 6 -> {
                int shard = in.readInt();
                long first = in.readLong();
                long last = in.readLong();
                int count = in.readInt();
                var events = new ArrayList<byte[]>(Math.min(count, 1_000));
                for (int i = 0; i < count; i++) events.add(readBytes(in));
                yield new Frame.Committed(shard, first, last, events);
            }
            case 7 -> new Frame.Confirmed(in.readLong(), readLongs(in));
            case 8 -> new Frame.Alive();
            case 9 -> new Frame.Leaving();
            default -> throw new IOException("no frame of kind " + kind);
        };
    }

    private static void writeChannels(Collection<ChannelKey> channels, DataOutputStream out) throws IOException {
        out.writeInt(channels.size());
        for (ChannelKey channel : channels) out.writeUTF(channel.toString());
    }

    private static List<ChannelKey> readChannels(DataInputStream in) throws IOException {
        int count = in.readInt();
        var channels = new ArrayList<ChannelKey>(Math.min(count, 1_000));
        for (int i = 0; i < count; i++) channels.add(ChannelKey.parse(in.readUTF()));
        return channels;
    }

    private static void writeLongs(long[] values, DataOutputStream out) throws IOException {
        out.writeInt(values.length);
        for (long value : values) out.writeLong(value);
    }

    private static long[] readLongs(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > 1 << 16) throw new IOException("so many shards: " + count);
        var values = new long[count];
        for (int i = 0; i < count; i++) values[i] = in.readLong();
        return values;
    }

    private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) throw new IOException("so many bytes: " + length);
        return in.readNBytes(length);
    }
}
