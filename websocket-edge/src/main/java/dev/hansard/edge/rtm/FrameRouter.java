// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.api.ChannelKey;
import dev.hansard.edge.fanout.Fanout;
import dev.hansard.edge.overload.Overload;
import dev.hansard.edge.overload.Work;
import dev.hansard.edge.presence.Presence;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.transport.Receiver;
import dev.hansard.edge.wire.Json;
import tools.jackson.databind.node.ObjectNode;

/** What one client says, checked and sent on its way. Runs on the thread that reads the socket and never blocks it. */
final class FrameRouter implements Receiver {
    private final Session session;
    private final Flood flood;
    private final Inbox inbox;
    private final Posting posting;
    private final Fanout fanout;
    private final Presence presence;
    private final TypingNotices typing;
    private final Overload overload;
    private final Runnable onClosed;

    FrameRouter(
            Session session,
            Flood flood,
            Inbox inbox,
            Posting posting,
            Fanout fanout,
            Presence presence,
            TypingNotices typing,
            Overload overload,
            Runnable onClosed) {
        this.session = session;
        this.flood = flood;
        this.inbox = inbox;
        this.posting = posting;
        this.fanout = fanout;
        this.presence = presence;
        this.typing = typing;
        this.overload = overload;
        this.onClosed = onClosed;
    }

    @Override
    public void received(byte[] payload, boolean binary) {
        long now = System.nanoTime();
        session.heard(now);
        if (flood.isExceededAt(now)) {
            session.close(CloseCode.FLOOD);
            return;
        }
        ClientFrame frame = ClientFrame.read(payload, binary);
        if (!(frame instanceof ClientFrame.Ping)) presence.active(session);
        switch (frame) {
            case ClientFrame.Post post -> {
                if (!inbox.add(() -> posting.post(post))) session.close(CloseCode.FLOOD);
            }
            case ClientFrame.Ping ping -> pong(ping);
            case ClientFrame.Typing(var channel) -> {
                if (overload.sheds(Work.NOTICES)) return;
                typing.typing(session.person(), new ChannelKey(session.workspace(), channel));
            }
            case ClientFrame.PresenceSub(var people) -> presence.watch(session, people);
            case ClientFrame.PresenceQuery(var people) -> {
                if (!overload.sheds(Work.NOTICES)) presence.tell(session, people);
            }
            case ClientFrame.Tickle tickle -> {}
            case ClientFrame.Unknown(var id) -> session.send(RtmError.UNKNOWN_TYPE.reply(id));
            case ClientFrame.Malformed malformed -> session.send(RtmError.MALFORMED.frame());
        }
    }

    /** The pong tells where the client stands, as a quiet client would otherwise fall far behind. */
    private void pong(ClientFrame.Ping ping) {
        fanout.cursor(session, cursor -> {
            ObjectNode json = Json.object().put("type", "pong");
            if (ping.id() != null) json.set("reply_to", ping.id());
            json.setAll(ping.extras());
            if (cursor != null) json.put("cursor", cursor);
            session.send(EncodedFrame.of(Json.bytes(json)));
        });
    }

    @Override
    public void heard() {
        session.heard(System.nanoTime());
    }

    @Override
    public void closed() {
        onClosed.run();
    }
}
