// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.spring;

import dev.hansard.edge.transport.Acceptor;
import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.Handshake;
import dev.hansard.edge.transport.Receiver;
import dev.hansard.edge.transport.Transport;
import dev.hansard.edge.transport.TransportLimits;
import dev.hansard.edge.transport.TransportMetrics;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * WebSocket on the main port. Messages come in parts, so that the server's own buffers can stay at a kilobyte and the size
 * limit is ours.
 */
public final class SpringTransport implements Transport, WebSocketHandler, SubProtocolCapable {
    private record Client(SpringConnection connection, Receiver receiver, PartialFrame partial) {}

    private final TransportLimits limits;
    private final TransportMetrics metrics;
    private final SpringLane lane;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private volatile @Nullable Acceptor acceptor;

    public SpringTransport(TransportLimits limits, TransportMetrics metrics) {
        this.limits = limits;
        this.metrics = metrics;
        this.lane = new SpringLane(metrics);
    }

    @Override
    public void start(Acceptor newAcceptor) {
        acceptor = newAcceptor;
    }

    @Override
    public void refuse() {
        acceptor = null;
    }

    @Override
    public void stop() {
        refuse();
        for (Client client : clients.values()) client.connection.close(CloseCode.GOING_AWAY);
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public List<String> getSubProtocols() {
        return List.of(Handshake.CBOR, Handshake.JSON);
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws Exception {
        URI uri = session.getUri();
        Handshake handshake = uri == null ? null : Handshake.of(uri.getPath(), uri.getRawQuery());
        Acceptor to = acceptor;
        if (handshake == null || to == null) {
            session.close(CloseStatus.GOING_AWAY);
            return;
        }
        boolean binary = Handshake.CBOR.equals(session.getAcceptedProtocol());
        var connection = new SpringConnection(session, lane, binary, limits, metrics);
        Receiver receiver = to.accept(handshake, connection);
        clients.put(session.getId(), new Client(connection, receiver, new PartialFrame(limits.frameBytes())));
        // It may have been closed since, and then nobody was here yet to be told.
        if (!session.isOpen()) ended(session);
    }

    @Override
    public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
        Client client = clients.get(session.getId());
        if (client == null || client.connection.isClosing()) return;
        PartialFrame partial = client.partial;
        switch (message) {
            case PongMessage pong -> client.receiver.heard();
            case TextMessage text -> frame(client, partial.add(text.asBytes(), text.isLast()), false);
            case BinaryMessage bytes -> frame(client, partial.add(bytes.getPayload(), bytes.isLast()), true);
            default -> client.connection.close(CloseCode.PROTOCOL_ERROR);
        }
    }

    private static void frame(Client client, PartialFrame.Outcome outcome, boolean binary) {
        switch (outcome) {
            case PartialFrame.Whole whole -> client.receiver.received(whole.payload(), binary);
            case PartialFrame.MoreToCome more -> client.receiver.heard();
            case PartialFrame.TooBig tooBig -> client.connection.close(CloseCode.FRAME_TOO_BIG);
        }
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable exception) {
        // The server closes the session after this, which is what counts.
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus closeStatus) {
        ended(session);
    }

    /** Tells of it once, however often it is called. */
    private void ended(WebSocketSession session) {
        Client client = clients.remove(session.getId());
        if (client == null) return;
        client.connection.gone();
        client.receiver.closed();
    }

    @Override
    public boolean supportsPartialMessages() {
        return true;
    }
}
