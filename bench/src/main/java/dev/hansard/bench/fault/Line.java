// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.fault;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** A TCP connection's way between two processes on this machine, which can be cut, stalled and slowed down. */
public final class Line implements Closeable {
    private static final int MOST_DELAY_MILLIS = 150;
    private static final int CONNECT_MILLIS = 2_000;

    /** What becomes of what is sent. */
    public enum State {
        OPEN,
        /** Every piece is late. */
        SLOW,
        /** Nothing arrives, and nobody is told. */
        STALLED,
        /** Connections are reset, and new ones refused. */
        CUT
    }

    private final InetSocketAddress to;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int port;
    private ServerSocket listening;
    private State state = State.OPEN;

    public Line(URI to) throws IOException {
        this(to.getPort());
    }

    /** To a port of this machine, which need not be open yet. */
    Line(int to) throws IOException {
        this.to = new InetSocketAddress(InetAddress.getLoopbackAddress(), to);
        this.listening = listen(0);
        this.port = listening.getLocalPort();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    /** Holds until the next call. */
    public synchronized void set(State wanted) throws IOException {
        boolean wasCut = state == State.CUT;
        state = wanted;
        notifyAll();
        if (wanted == State.CUT) {
            listening.close();
            sockets.forEach(Line::reset);
        } else if (wasCut) {
            listening = listen(port);
        }
    }

    private ServerSocket listen(int at) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
        Thread.ofVirtual().start(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket socket) {
        try (socket) {
            while (true) {
                Socket from = socket.accept();
                Thread.ofVirtual().start(() -> connect(from));
            }
        } catch (IOException e) {
            // Cut, or closed for good.
        }
    }

    private void connect(Socket from) {
        var target = new Socket();
        sockets.add(from);
        sockets.add(target);
        try {
            await();
            from.setTcpNoDelay(true);
            target.setTcpNoDelay(true);
            target.connect(to, CONNECT_MILLIS);
            Thread.ofVirtual().start(() -> copy(from, target));
            copy(target, from);
        } catch (IOException e) {
            end(from, target);
        }
    }

    private void copy(Socket from, Socket into) {
        var buffer = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                await();
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One of the two is gone, or the line was cut: both go.
        }
        end(from, into);
    }

    /** Waits as long as the line's state demands. */
    private void await() throws IOException {
        try {
            State now;
            synchronized (this) {
                while (state == State.STALLED) wait();
                now = state;
            }
            if (now == State.SLOW) Thread.sleep(ThreadLocalRandom.current().nextInt(MOST_DELAY_MILLIS));
            if (now == State.CUT) throw new IOException("cut");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void end(Socket one, Socket other) {
        for (Socket each : new Socket[] {one, other}) {
            sockets.remove(each);
            reset(each);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
        }
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        set(State.CUT);
    }
}
