// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A WebSocket of one RTM session, just enough of the protocol for load. One thread reads; any may send. */
public final class RtmSocket implements Closeable {
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_PONG = 0x8A;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;
    private int closeCode = -1;

    /** @param timeoutMillis to connect, and for each frame to come */
    public RtmSocket(URI url, int timeoutMillis) throws IOException {
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.setSoTimeout(timeoutMillis);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), timeoutMillis);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 65_536));
        out = socket.getOutputStream();
        String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + url.getHost() + ':' + url.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        String status = line();
        if (!status.contains(" 101")) throw new IOException("no WebSocket: " + status);
        while (!line().isEmpty()) continue;
    }

    /** Opens a session for the token and waits for {@code hello}. */
    static RtmSocket connect(URI base, String token) throws IOException {
        String url;
        try (var api = new WebApi(base, token)) {
            url = api.call("rtm.connect", Map.of()).get("url").asString();
        }
        var socket = new RtmSocket(URI.create(url), TIMEOUT_MILLIS);
        byte[] hello = socket.next();
        if (hello == null || !Bytes.contains(hello, Bytes.ascii("\"hello\""))) throw new IOException("no hello");
        return socket;
    }

    public synchronized void send(String text) throws IOException {
        frame(FINAL_TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next text frame; null when the server closed the session. */
    public byte @Nullable [] next() throws IOException {
        while (true) {
            int first = in.read();
            if (first < 0) return null;
            long length = in.readUnsignedByte() & 0x7F;
            if (length == 126) length = in.readUnsignedShort();
            else if (length == 127) length = in.readLong();
            var payload = new byte[Math.toIntExact(length)];
            in.readFully(payload);
            switch (first & 0x0F) {
                case 0x1 -> {
                    return payload;
                }
                case 0x8 -> {
                    if (length >= 2) closeCode = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
                    return null;
                }
                case 0x9 -> {
                    synchronized (this) {
                        frame(FINAL_PONG, payload);
                    }
                }
                default -> {}
            }
        }
    }

    /** What the server closed the session with; -1 when it said nothing. */
    public int closeCode() {
        return closeCode;
    }

    private void frame(int first, byte[] payload) throws IOException {
        int extended = payload.length < 126 ? 0 : 2;
        if (payload.length > 0xFFFF) throw new IOException("longer than a load generator's frame");
        var frame = new byte[2 + extended + 4 + payload.length];
        frame[0] = (byte) first;
        frame[1] = (byte) (0x80 | (extended == 0 ? payload.length : 126));
        if (extended > 0) {
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        int mask = ThreadLocalRandom.current().nextInt();
        int at = 2 + extended;
        for (int i = 0; i < 4; i++) frame[at + i] = (byte) (mask >> (24 - 8 * i));
        for (int i = 0; i < payload.length; i++) frame[at + 4 + i] = (byte) (payload[i] ^ frame[at + (i & 3)]);
        out.write(frame);
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new EOFException("the server closed the connection");
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
