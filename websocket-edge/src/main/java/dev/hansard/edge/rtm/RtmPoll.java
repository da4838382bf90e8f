// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.rtm;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.fanout.Fanout;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.presence.Presence;
import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.Session;
import dev.hansard.edge.session.SessionRegistry;
import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code rtm.poll}: the same events, cursors and rules for places where WebSockets are blocked. Each call is a session that
 * resumes from its cursor and ends with the answer, so the calls may reach different servers.
 */
@Component
final class RtmPoll implements ApiMethod {
    private static final MethodSpec SPEC = MethodSpec.of("rtm.poll", Tier.SPECIAL, "rtm:stream", "client");
    private static final int LEAVE_SECONDS = 10;

    private final Admission admission;
    private final Fanout fanout;
    private final SessionRegistry registry;
    private final Presence presence;
    private final RtmSettings settings;

    RtmPoll(Admission admission, Fanout fanout, SessionRegistry registry, Presence presence, RtmSettings settings) {
        this.admission = admission;
        this.fanout = fanout;
        this.registry = registry;
        this.presence = presence;
        this.settings = settings;
    }

    @Override
    public MethodSpec spec() {
        return SPEC;
    }

    @Override
    public ObjectNode handle(ApiCall call) {
        admission.admitPoll();
        String cursor = call.args().cursor();
        long longest = settings.pollWait().toSeconds();
        long seconds = call.args().number("timeout", longest, 0, Math.max(longest, 600));
        var connection = new PollConnection();
        var manner = new Session.Manner(false, false);
        var session = new Session(call.caller().credential(), connection, manner, System.nanoTime());
        Rejection.unless(registry.add(session), ErrorCode.RATELIMITED);
        try {
            admission.enter(() -> {
                presence.opened(session, null);
                fanout.enter(session, cursor);
            });
            connection.await(Duration.ofSeconds(Math.min(seconds, longest)));
            String reached = fanout.leave(session).get(LEAVE_SECONDS, TimeUnit.SECONDS);
            return answer(connection, reached, cursor);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
        } catch (ExecutionException | TimeoutException e) {
            throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
        } finally {
            fanout.leave(session);
            registry.remove(session);
            presence.closed(session);
        }
    }

    private static ObjectNode answer(PollConnection connection, String reached, @Nullable String asked) {
        CloseCode closed = connection.closed();
        List<EncodedFrame> frames = connection.collected();
        if (closed == CloseCode.AUTH_REVOKED) throw new Rejection(ErrorCode.TOKEN_REVOKED);
        boolean live = closed == null && !connection.isFull();
        // A session that ended on its way stands at its last frame, not where the others are.
        String cursor = live ? reached : lastCursor(frames);
        // This server is stopping, the next one goes on from where this call did.
        if (cursor == null && closed == CloseCode.GOING_AWAY) cursor = asked;
        if (cursor == null) throw new Rejection(ErrorCode.SERVICE_UNAVAILABLE);
        ObjectNode json = Json.object();
        ArrayNode events = json.putArray("events");
        for (EncodedFrame frame : frames) events.add(Json.MAPPER.readTree(frame.json()));
        return json.put("cursor", cursor);
    }

    private static @Nullable String lastCursor(List<EncodedFrame> frames) {
        for (EncodedFrame frame : frames.reversed()) if (frame.cursor() != null) return frame.cursor();
        return null;
    }
}
