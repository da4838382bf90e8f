// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.api;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something to put on the audit trail that is not an event already. Begin with {@link #of} and add what there is to say.
 *
 * @param workspace whose trail; {@link AuditDay#INSTALLATION} for what concerns no workspace
 * @param entity what it was done to, null where there is nothing
 * @param reason the error code of what was refused or failed, else null
 * @param before the value before a change, null where there is none; ids, numbers and names of settings only
 * @param after the value after it
 * @param details further ids, numbers and codes by name, never what anybody wrote
 * @param note what is personal
 */
public record AuditEntry(
        WorkspaceId workspace,
        AuditAction action,
        AuditActor actor,
        @Nullable AuditEntity entity,
        Outcome outcome,
        @Nullable String reason,
        @Nullable String before,
        @Nullable String after,
        Map<String, String> details,
        AuditNote note) {
    /** How it ended. */
    public enum Outcome {
        SUCCESS,
        /** It was not allowed. */
        REFUSED,
        /** It was allowed and did not succeed. */
        FAILED
    }

    public AuditEntry {
        details = Map.copyOf(details);
    }

    public static AuditEntry of(WorkspaceId workspace, AuditAction action, AuditActor actor) {
        return new AuditEntry(
                workspace, action, actor, null, Outcome.SUCCESS, null, null, null, Map.of(), AuditNote.EMPTY);
    }

    public static AuditEntry of(WorkspaceId workspace, AuditAction action, Actor actor) {
        return of(workspace, action, AuditActor.of(actor));
    }

    public AuditEntry on(@Nullable AuditEntity target) {
        return new AuditEntry(workspace, action, actor, target, outcome, reason, before, after, details, note);
    }

    public AuditEntry refused(String code) {
        return ended(Outcome.REFUSED, code);
    }

    public AuditEntry failed(String code) {
        return ended(Outcome.FAILED, code);
    }

    private AuditEntry ended(Outcome how, String code) {
        return new AuditEntry(workspace, action, actor, entity, how, code, before, after, details, note);
    }

    public AuditEntry changed(@Nullable String from, @Nullable String to) {
        return new AuditEntry(workspace, action, actor, entity, outcome, reason, from, to, details, note);
    }

    /** Adds a detail; a null value adds nothing. */
    public AuditEntry with(String name, @Nullable Object value) {
        if (value == null) return this;
        var more = new TreeMap<>(details);
        more.put(name, value.toString());
        return new AuditEntry(workspace, action, actor, entity, outcome, reason, before, after, more, note);
    }

    /** Where the client is and what it says that it is; whether they are kept is the trail's decision. */
    public AuditEntry from(@Nullable String ip, @Nullable String userAgent) {
        var personal = new AuditNote(ip, userAgent, note.text());
        return new AuditEntry(workspace, action, actor, entity, outcome, reason, before, after, details, personal);
    }

    /** What was searched for, or the reason that was given. */
    public AuditEntry noting(@Nullable String text) {
        var personal = new AuditNote(note.ip(), note.userAgent(), text);
        return new AuditEntry(workspace, action, actor, entity, outcome, reason, before, after, details, personal);
    }
}
