// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.axon.bus.Commands;
import dev.hansard.edge.fanout.Fanout;
import dev.hansard.edge.limits.CallLimits;
import dev.hansard.edge.overload.Overload;
import dev.hansard.edge.presence.Presence;
import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.session.SessionRegistry;
import dev.hansard.edge.transport.Acceptor;
import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.Connection;
import dev.hansard.edge.transport.Handshake;
import dev.hansard.edge.transport.Receiver;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.springframework.stereotype.Component;

/** Turns a new connection with a good ticket into a session. */
@Component
final class RtmDoor implements Acceptor {
    private static final int MOST_WAITING_POSTS = 1_000;

    private final Tickets tickets;
    private final Admission admission;
    private final Revocations revocations;
    private final SessionRegistry registry;
    private final Fanout fanout;
    private final Presence presence;
    private final TypingNotices typing;
    private final Commands commands;
    private final CallLimits callLimits;
    private final Overload overload;
    private final Clock clock;
    private final RtmSettings settings;

    RtmDoor(
            Tickets tickets,
            Admission admission,
            Revocations revocations,
            SessionRegistry registry,
            Fanout fanout,
            Presence presence,
            TypingNotices typing,
            Commands commands,
            CallLimits callLimits,
            Overload overload,
            Clock clock,
            RtmSettings settings) {
        this.tickets = tickets;
        this.admission = admission;
        this.revocations = revocations;
        this.registry = registry;
        this.fanout = fanout;
        this.presence = presence;
        this.typing = typing;
        this.commands = commands;
        this.callLimits = callLimits;
        this.overload = overload;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public Receiver accept(Handshake handshake, Connection connection) {
        if (admission.isClosed()) return refused(connection, CloseCode.GOING_AWAY);
        Ticket ticket = tickets.redeem(handshake.ticket());
        if (ticket == null) {
            connection.send(RtmError.URL_EXPIRED.frame());
            return refused(connection, CloseCode.URL_EXPIRED);
        }
        long now = System.nanoTime();
        var session = new Session(ticket.credential(), connection, ticket.manner(), now);
        if (!registry.add(session)) return refused(connection, CloseCode.TOO_MANY_SESSIONS);
        if (revocations.isRevoked(session)) {
            registry.remove(session);
            return refused(connection, CloseCode.AUTH_REVOKED);
        }
        String cursor = handshake.query().getOrDefault("cursor", ticket.cursor());
        // Not the thread itself, which would be kept as long as the session.
        var entered = new CountDownLatch(1);
        Thread.ofVirtual().name("rtm-enter").start(() -> {
            try {
                admission.enter(() -> {
                    if (!registry.of(session.person()).contains(session)) return;
                    presence.opened(session, ticket.away());
                    fanout.enter(session, cursor == null || cursor.isEmpty() ? null : cursor);
                });
            } finally {
                entered.countDown();
            }
        });
        RtmSettings.Inbound limits = settings.inbound();
        return new FrameRouter(
                session,
                new Flood(limits.framesPerSecond(), limits.burst(), now),
                new Inbox(MOST_WAITING_POSTS),
                new Posting(session, commands, callLimits, overload, clock, limits.maxText(), ticket.address()),
                fanout,
                presence,
                typing,
                overload,
                () -> closed(session, entered));
    }

    private void closed(Session session, CountDownLatch entered) {
        registry.remove(session);
        // A session that is still on its way would go live after it was gone.
        Thread.ofVirtual().name("rtm-leave").start(() -> {
            try {
                entered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            presence.closed(session);
            fanout.leave(session);
        });
    }

    private static Receiver refused(Connection connection, CloseCode code) {
        connection.close(code);
        return new Receiver() {
            @Override
            public void received(byte[] payload, boolean binary) {
                // Whatever it says, the connection is closing.
            }

            @Override
            public void heard() {
                // As above.
            }

            @Override
            public void closed() {
                // There is no session to end.
            }
        };
    }
}
