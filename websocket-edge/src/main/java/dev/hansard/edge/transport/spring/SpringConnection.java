// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.spring;

import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.Connection;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.transport.Lane;
import dev.hansard.edge.transport.TransportLimits;
import dev.hansard.edge.transport.TransportMetrics;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/** A bounded queue before a socket that blocks its writer. One virtual thread writes while there is something to write. */
final class SpringConnection implements Connection {
    /** What waits to be written. */
    private sealed interface Item {}

    private record Frame(EncodedFrame frame) implements Item {}

    private record Ping() implements Item {}

    private record Mark(CountDownLatch reached) implements Item {}

    private record Close(CloseCode code) implements Item {}

    private static final String TOMCAT_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";
    private static final String TOMCAT_CLOSE_TIMEOUT = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";

    private final WebSocketSession session;
    private final Lane lane;
    private final boolean binary;
    private final TransportLimits limits;
    private final TransportMetrics metrics;
    private final ArrayDeque<Item> queue = new ArrayDeque<>();
    private long queued;
    private boolean writing;
    private boolean closing;
    private boolean broken;

    SpringConnection(
            WebSocketSession session, Lane lane, boolean binary, TransportLimits limits, TransportMetrics metrics) {
        this.session = session;
        this.lane = lane;
        this.binary = binary;
        this.limits = limits;
        this.metrics = metrics;
        Session tomcat =
                session instanceof NativeWebSocketSession wrapped ? wrapped.getNativeSession(Session.class) : null;
        // A write that the client does not take ends the connection; twice the time that a close may take.
        if (tomcat != null) {
            tomcat.getUserProperties().put(TOMCAT_SEND_TIMEOUT, limits.closing().toMillis() * 2);
            // Nor is the answer to a close waited for any longer.
            tomcat.getUserProperties()
                    .put(TOMCAT_CLOSE_TIMEOUT, limits.closing().toMillis());
        }
    }

    @Override
    public boolean binary() {
        return binary;
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public void send(EncodedFrame frame) {
        add(new Frame(frame));
    }

    @Override
    public boolean sendAndWait(List<EncodedFrame> frames, Duration limit) {
        var reached = new CountDownLatch(1);
        for (EncodedFrame frame : frames) send(frame);
        if (!add(new Mark(reached))) return false;
        try {
            return reached.await(limit.toMillis(), TimeUnit.MILLISECONDS) && !isClosing();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void ping() {
        add(new Ping());
    }

    @Override
    public void close(CloseCode code) {
        add(new Close(code));
    }

    synchronized boolean isClosing() {
        return closing;
    }

    /** The socket is closed: nobody waits for it any more. */
    synchronized void gone() {
        closing = true;
        broken = true;
        for (Item item : queue) if (item instanceof Mark mark) mark.reached.countDown();
        queue.clear();
    }

    private synchronized boolean add(Item item) {
        if (closing) return false;
        queue.add(item);
        if (item instanceof Frame frame) queued += frame.frame.bytes(binary).length;
        if (queued > limits.queueBytes() || queue.size() > limits.queueFrames()) {
            for (Item dropped : queue) if (dropped instanceof Mark mark) mark.reached.countDown();
            queue.clear();
            item = new Close(CloseCode.SLOW_READER);
            queue.add(item);
        }
        if (item instanceof Close close) {
            closing = true;
            metrics.closed(close.code);
        }
        if (!writing) {
            writing = true;
            Thread.ofVirtual().name("rtm-write").start(this::drain);
        }
        return true;
    }

    private synchronized @Nullable Item next() {
        Item item = queue.poll();
        if (item == null) writing = false;
        if (item instanceof Frame frame) queued -= frame.frame.bytes(binary).length;
        return item;
    }

    private void drain() {
        for (Item item = next(); item != null; item = next()) {
            try {
                if (item instanceof Mark mark) mark.reached.countDown();
                else if (!broken) write(item);
            } catch (IOException | IllegalStateException e) {
                // Gone while we wrote; the close callback follows.
                gone();
                closeQuietly();
            }
        }
    }

    private void write(Item item) throws IOException {
        switch (item) {
            case Frame(EncodedFrame frame) ->
                session.sendMessage(binary ? new BinaryMessage(frame.cbor()) : new TextMessage(frame.text()));
            case Ping ping -> session.sendMessage(new PingMessage());
            case Close(CloseCode code) -> session.close(new CloseStatus(code.code(), code.reason()));
            case Mark mark -> mark.reached.countDown();
        }
    }

    private void closeQuietly() {
        try {
            session.close(CloseStatus.SESSION_NOT_RELIABLE);
        } catch (IOException | IllegalStateException e) {
            // Closed already.
        }
    }
}
