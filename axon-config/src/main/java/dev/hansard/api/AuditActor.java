// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import org.jspecify.annotations.Nullable;

/**
 * Who did something that the audit trail tells of.
 *
 * @param user whom the token speaks for; null for the operator, the platform and the unknown
 * @param bot set when a bot token spoke
 * @param app the app whose token spoke, null where there is none
 */
public record AuditActor(
        Kind kind,
        @Nullable UserId user,
        @Nullable String bot,
        @Nullable String app) {
    /** How far it is known who it was. */
    public enum Kind {
        USER,
        BOT,
        /** Whoever holds the operator token of the installation. */
        OPERATOR,
        /** The server by itself: a schedule, a policy. */
        PLATFORM,
        /** Nobody that could be recognised. */
        UNKNOWN
    }

    public static final AuditActor OPERATOR = new AuditActor(Kind.OPERATOR, null, null, null);
    public static final AuditActor PLATFORM = new AuditActor(Kind.PLATFORM, null, null, null);
    public static final AuditActor UNKNOWN = new AuditActor(Kind.UNKNOWN, null, null, null);

    public static AuditActor of(Actor actor) {
        if (actor.isOperator()) return OPERATOR;
        Kind kind = actor.bot() == null ? Kind.USER : Kind.BOT;
        return new AuditActor(kind, actor.user(), actor.bot(), actor.app());
    }
}
