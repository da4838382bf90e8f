// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** A WebSocket client byte by byte, for what the JDK's does not do: extensions, and being badly behaved. */
public final class RawSocket implements AutoCloseable {
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private final Socket socket;
    private final DataInputStream in;
    private final Map<String, String> headers = new HashMap<>();
    private String status;

    /** @param first the frame's first byte: FIN, RSV1 (compressed) and opcode */
    public record Frame(int first, byte[] payload) {
        public boolean compressed() {
            return (first & 0x40) != 0;
        }

        /** What a client without a window from before makes of it. */
        public String inflated() throws DataFormatException {
            try (var inflater = new Inflater(true)) {
                var input = java.util.Arrays.copyOf(payload, payload.length + TAIL.length);
                System.arraycopy(TAIL, 0, input, payload.length, TAIL.length);
                inflater.setInput(input);
                var out = new ByteArrayOutputStream();
                var buffer = new byte[4_096];
                for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) out.write(buffer, 0, n);
                return out.toString(StandardCharsets.UTF_8);
            }
        }
    }

    private RawSocket(URI uri, String extensions) throws IOException {
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout((int) TestSocket.PATIENCE.toMillis());
        in = new DataInputStream(socket.getInputStream());
        String request = "GET " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getHost()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + (extensions.isEmpty() ? "" : "Sec-WebSocket-Extensions: " + extensions + "\r\n") + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** Connects and asks; the answer is read when somebody wants to know of it. */
    public static RawSocket open(URI uri, String extensions) throws IOException {
        return new RawSocket(uri, extensions);
    }

    public int status() throws IOException {
        if (status == null) {
            status = line();
            for (String header = line(); !header.isEmpty(); header = line()) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
        }
        return Integer.parseInt(status.substring(9, 12));
    }

    public String header(String name) throws IOException {
        status();
        return headers.getOrDefault(name, "");
    }

    public String extensions() throws IOException {
        return header("sec-websocket-extensions");
    }

    public Frame next() throws IOException {
        status();
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == 126) length = in.readUnsignedShort();
        else if (length == 127) length = Math.toIntExact(in.readLong());
        var payload = new byte[length];
        in.readFully(payload);
        return new Frame(first, payload);
    }

    /** Sends one masked frame of less than 65,536 bytes. */
    public void send(int first, byte[] payload) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        byte[] mask = {1, 2, 3, 4};
        frame.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) frame.write(payload[i] ^ mask[i & 3]);
        OutputStream out = socket.getOutputStream();
        out.write(frame.toByteArray());
    }

    public static byte[] deflated(String text) {
        try (var deflater = new Deflater(6, true)) {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            var out = new byte[text.length() + 100];
            int size = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            return java.util.Arrays.copyOf(out, size - TAIL.length);
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new EOFException("closed after: " + line);
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
