// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands.PostMessage;
import dev.hansard.api.MessageCommands.Posted;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.Rejection;
import dev.hansard.axon.bus.Commands;
import dev.hansard.edge.limits.CallLimits;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.limits.TooManyCalls;
import dev.hansard.edge.overload.Overload;
import dev.hansard.edge.overload.Work;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.wire.Json;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One session's posts. The ack is sent when the message is durable; asking again with the same id gets the same ack. */
final class Posting {
    /** As the limits name it. */
    private static final String METHOD = "rtm.message";

    private static final int REMEMBERED = 64;
    private static final List<String> SCOPES = List.of("chat:write", "chat:write:user");

    private final Session session;
    private final Commands commands;
    private final CallLimits limits;
    private final Overload overload;
    private final Clock clock;
    private final int longest;
    private final Commands.Origin origin;
    /** Most sessions never post over their socket: null until the first one. */
    private @Nullable Map<String, CompletableFuture<EncodedFrame>> acks;

    Posting(
            Session session,
            Commands commands,
            CallLimits limits,
            Overload overload,
            Clock clock,
            int longest,
            String address) {
        this.session = session;
        this.commands = commands;
        this.limits = limits;
        this.overload = overload;
        this.clock = clock;
        this.longest = longest;
        this.origin = new Commands.Origin(null, address);
    }

    /** Called in the order in which the client sent; may block until the message is decided on, not until it is durable. */
    void post(ClientFrame.Post frame) {
        String text = frame.text();
        if (text == null || text.isBlank()) {
            session.send(RtmError.NO_TEXT.reply(frame.id()));
        } else if (text.codePointCount(0, text.length()) > longest) {
            session.send(RtmError.TEXT_TOO_LONG.reply(frame.id()));
        } else if (frame.channel() == null) {
            session.send(RtmError.REFUSED.reply(frame.id(), ErrorCode.CHANNEL_NOT_FOUND.wire()));
        } else if (Collections.disjoint(session.credentialView().scopes(), SCOPES)) {
            session.send(RtmError.REFUSED.reply(frame.id(), ErrorCode.MISSING_SCOPE.wire()));
        } else {
            post(frame, text, frame.channel());
        }
    }

    private void post(ClientFrame.Post frame, String text, ChannelId channel) {
        JsonNode id = frame.id();
        CompletableFuture<EncodedFrame> ack = id == null || acks == null ? null : acks.get(id.toString());
        if (ack == null) {
            try {
                limits.take(session.workspace(), session.actor(), METHOD, Tier.POSTING, channel.value());
            } catch (TooManyCalls e) {
                session.send(RtmError.limited(id, e));
                return;
            }
            Overload.Call underWay = overload.begin(Work.CHANGES);
            try {
                ack = send(frame, text, id).whenComplete((answer, failure) -> underWay.close());
            } catch (RuntimeException e) {
                underWay.close();
                throw e;
            }
            if (id != null) remember(id.toString(), ack);
        }
        ack.thenAccept(session::send);
    }

    private void remember(String id, CompletableFuture<EncodedFrame> ack) {
        Map<String, CompletableFuture<EncodedFrame>> known = acks;
        if (known == null) acks = known = new LinkedHashMap<>();
        known.put(id, ack);
        if (known.size() > REMEMBERED) known.remove(known.keySet().iterator().next());
    }

    private CompletableFuture<EncodedFrame> send(ClientFrame.Post frame, String text, @Nullable JsonNode id) {
        var command = new PostMessage(
                new ChannelKey(session.workspace(), Objects.requireNonNull(frame.channel())),
                MessageEvents.Kind.PLAIN,
                frame.thread(),
                frame.broadcast() && frame.thread() != null,
                frame.clientMsgId(),
                MessageContent.ofText(text),
                clock.instant(),
                session.actor());
        return commands.<Posted>send(command, origin)
                .thenApply(posted -> acknowledged(id, posted))
                .exceptionally(failure -> refused(id, failure));
    }

    private static EncodedFrame acknowledged(@Nullable JsonNode id, Posted posted) {
        ObjectNode json = Json.object().put("ok", true);
        if (id != null) json.set("reply_to", id);
        json.put("ts", posted.message().ts().toString());
        json.put("text", posted.message().content().text());
        return EncodedFrame.of(Json.bytes(json));
    }

    private static EncodedFrame refused(@Nullable JsonNode id, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof Rejection refusal && refusal.code() != ErrorCode.SERVICE_UNAVAILABLE
                ? RtmError.REFUSED.reply(id, refusal.code().wire())
                : RtmError.UNAVAILABLE.reply(id);
    }
}
