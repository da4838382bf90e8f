// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport;

/** Why a socket was closed by us, and what the client should do then. The table in {@code docs/rtm.md} says the same. */
public enum CloseCode {
    NORMAL(1000, "closed as asked", Then.STAY_AWAY),
    GOING_AWAY(1001, "server is going away", Then.RESUME),
    FRAME_TOO_BIG(1009, "frame over the limit", Then.RESUME),
    TRY_AGAIN_LATER(1013, "the record does not answer", Then.RESUME_AFTER_PAUSE),
    SLOW_READER(4001, "reads too slowly", Then.RESUME),
    FLOOD(4002, "sends too fast", Then.RESUME_AFTER_PAUSE),
    AUTH_REVOKED(4003, "token revoked or person deactivated", Then.STAY_AWAY),
    IDLE(4004, "nothing heard", Then.RESUME),
    PROTOCOL_ERROR(4005, "not the WebSocket protocol", Then.RESUME),
    URL_EXPIRED(4006, "URL expired or used", Then.RESUME),
    TOO_MANY_SESSIONS(4007, "too many sessions", Then.RESUME_AFTER_PAUSE);

    /** What a client should do. */
    public enum Then {
        /** Reconnecting leads to the same end. */
        STAY_AWAY,
        /** Connect again at once, with the last cursor. */
        RESUME,
        /** Connect again with the last cursor after some seconds, longer each time. */
        RESUME_AFTER_PAUSE
    }

    private final int code;
    private final String reason;
    private final Then then;

    CloseCode(int code, String reason, Then then) {
        this.code = code;
        this.reason = reason;
        this.then = then;
    }

    /** The WebSocket status code. */
    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    public Then then() {
        return then;
    }
}
