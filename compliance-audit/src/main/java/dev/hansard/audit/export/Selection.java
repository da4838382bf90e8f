// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.MessageContent;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import org.jspecify.annotations.Nullable;

/** Decides what is within a scope. */
public final class Selection {
    private final Scope scope;
    private final boolean deeds;
    private final Words words;
    private final Ts from;
    private final @Nullable Ts until;

    public Selection(Scope scope) {
        this(scope, false);
    }

    /** @param deeds the authors' reactions and pins count like what they wrote */
    public Selection(Scope scope, boolean deeds) {
        this.scope = scope;
        this.deeds = deeds;
        this.words = new Words(scope.keyword());
        this.from = scope.from() == null ? Ts.ZERO : Ts.at(scope.from());
        this.until = scope.until() == null ? null : Ts.at(scope.until());
    }

    /** Whether anything of the conversation can be in. */
    public boolean mayHave(Conversation conversation) {
        return scope.channels().isEmpty()
                || scope.channels().contains(conversation.key().channel());
    }

    /**
     * A damaged or unreadable message is in whenever its time and conversation are: what it said cannot decide, and
     * leaving it out silently would hide it.
     */
    public boolean has(Conversation conversation, Found found) {
        if (!inRange(found.ts())) return false;
        return switch (found) {
            // Of one person's own data it cannot be said to be a part.
            case Found.Unreadable unreadable -> !deeds;
            case Found.Readable readable -> has(conversation, readable.item());
        };
    }

    private boolean has(Conversation conversation, Item item) {
        if (!scope.authors().isEmpty() && scope.authors().stream().noneMatch(user -> did(item, user))) return false;
        if (!scope.custodians().isEmpty()
                && scope.custodians().stream().noneMatch(user -> concerned(conversation, item, user))) return false;
        return words.isEmpty() || item.damaged() || item.versions().stream().anyMatch(this::says);
    }

    private boolean says(Item.Version version) {
        MessageContent content = version.content();
        if (content == null) return false;
        return words.areIn(content.text())
                || (content.attachments() != null && words.areIn(content.attachments()))
                || (content.blocks() != null && words.areIn(content.blocks()));
    }

    private boolean inRange(Ts ts) {
        return !from.isAfter(ts) && (until == null || until.isAfter(ts));
    }

    private boolean did(Item item, UserId user) {
        if (touched(item, user)) return true;
        return deeds
                && (item.reactions().stream().anyMatch(each -> each.user().equals(user))
                        || item.pins().stream().anyMatch(each -> each.by().equals(user)));
    }

    private static boolean touched(Item item, UserId user) {
        return item.author().equals(user)
                || item.versions().stream().anyMatch(version -> version.by().equals(user))
                || (item.removal() != null && item.removal().by().equals(user));
    }

    private static boolean concerned(Conversation conversation, Item item, UserId user) {
        return touched(item, user)
                || conversation.memberships().stream()
                        .anyMatch(each -> each.user().equals(user) && each.covers(item.ts()));
    }
}
