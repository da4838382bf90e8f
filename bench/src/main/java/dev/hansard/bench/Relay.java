// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between the server and something that it depends on, and can be cut, so that the other seems to be away. */
final class Relay implements Closeable {
    private final InetSocketAddress to;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private ServerSocket listening;

    Relay(URI to) throws IOException {
        this.to = new InetSocketAddress(to.getHost(), to.getPort());
        this.listening = listen(0);
        this.port = listening.getLocalPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private ServerSocket listen(int at) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
        Thread.ofVirtual().start(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket from = socket.accept();
                open.add(from);
                var target = new Socket();
                open.add(target);
                target.connect(to);
                Thread.ofVirtual().start(() -> copy(from, target));
                Thread.ofVirtual().start(() -> copy(target, from));
            }
        } catch (IOException e) {
            end(socket);
        }
    }

    private void copy(Socket from, Socket into) {
        try (from;
                into) {
            from.getInputStream().transferTo(into.getOutputStream());
        } catch (IOException e) {
            // One of the two is gone, or the relay was cut: both are closed.
        } finally {
            open.remove(from);
            open.remove(into);
        }
    }

    private static void end(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Connections break off, and new ones are refused. */
    void cut() {
        end(listening);
        open.forEach(Relay::end);
    }

    void restore() throws IOException {
        listening = listen(port);
    }

    @Override
    public void close() {
        cut();
    }
}
