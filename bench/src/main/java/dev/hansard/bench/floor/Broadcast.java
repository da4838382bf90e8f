// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.floor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The floor of delivery: a process that writes what one socket says to all sockets of its room, and does nothing else. One
 * thread, no store, no JSON, no people. What came in one turn of the selector is joined into one write for each socket.
 *
 * <p>It speaks just enough WebSocket for the same clients as ours; the path of the URL is the room.
 */
public final class Broadcast {
    private static final int BACKLOG = 4_096;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel door = ServerSocketChannel.open();
    private final Map<String, List<Listener>> rooms = new HashMap<>();
    private final Set<Room> due = new HashSet<>();
    private final Map<String, Room> joined = new HashMap<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);

    private record Room(List<Listener> listeners, Joined frames) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private Broadcast() throws IOException {
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        door.configureBlocking(false);
        door.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Prints the port, then serves until its standard input ends, which is when who started it is gone. */
    public static void main(String[] args) throws IOException {
        var server = new Broadcast();
        System.out.println(server.door.socket().getLocalPort());
        Thread.ofPlatform().daemon().start(Broadcast::endWithParent);
        server.serve();
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) continue;
        } catch (IOException e) {
            // Gone as well.
        }
        Runtime.getRuntime().halt(0);
    }

    private void serve() throws IOException {
        var closed = new ArrayList<Listener>();
        while (true) {
            selector.select(key -> {
                try {
                    ready(key);
                } catch (IOException e) {
                    if (key.attachment() instanceof Listener listener) closed.add(listener);
                    key.cancel();
                }
            });
            for (Room room : due) room.frames().writeTo(room.listeners());
            due.clear();
            for (Listener each : closed) leave(each);
            closed.clear();
        }
    }

    private void ready(SelectionKey key) throws IOException {
        if (key.isAcceptable()) {
            for (SocketChannel socket = door.accept(); socket != null; socket = door.accept()) {
                socket.configureBlocking(false);
                socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey own = socket.register(selector, SelectionKey.OP_READ);
                own.attach(new Listener(socket, own));
            }
        } else if (key.attachment() instanceof Listener listener) {
            if (key.isWritable()) listener.writeRest();
            if (key.isReadable()) read(listener);
        }
    }

    private void read(Listener listener) throws IOException {
        in.clear();
        if (listener.read(in) < 0) throw new IOException("closed");
        in.flip();
        String room = listener.room();
        if (room == null) {
            room = listener.greeted(in);
            if (room == null) return;
            rooms.computeIfAbsent(room, name -> new ArrayList<>()).add(listener);
        }
        for (byte[] said = listener.next(in); said != null; said = listener.next(in)) {
            if (said.length == 0) continue;
            String name = room;
            Room to = joined.computeIfAbsent(name, n -> new Room(rooms.getOrDefault(n, List.of()), new Joined()));
            to.frames().add(said);
            due.add(to);
        }
    }

    private void leave(Listener listener) throws IOException {
        listener.close();
        String room = listener.room();
        if (room != null) rooms.getOrDefault(room, List.of()).remove(listener);
    }
}
