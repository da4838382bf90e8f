// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export;

import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelEvents.ChannelCreated;
import dev.hansard.api.Prose;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.Conversation.Rename;
import dev.hansard.audit.export.Conversation.Setting;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.ConversationLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the events about a conversation itself together. */
final class ConversationReader {
    private static final int PAGE = 1_000;

    private final ConversationLog log;
    private final ConversationLog.Length listed;
    private final long upTo;
    private final List<Membership> memberships = new ArrayList<>();
    private final List<Rename> renames = new ArrayList<>();
    private final List<Setting> topics = new ArrayList<>();
    private final List<Setting> purposes = new ArrayList<>();
    private @Nullable ChannelCreated created;
    private @Nullable String name;
    private boolean archived;

    ConversationReader(ConversationLog log, ConversationLog.Length listed, long upTo) {
        this.log = log;
        this.listed = listed;
        this.upTo = upTo;
    }

    @Nullable
    Conversation read() {
        long position = 0;
        List<ConversationLog.Entry> page;
        do {
            page = log.aboutItself(listed.channel(), position, upTo, PAGE);
            for (ConversationLog.Entry entry : page) {
                position = entry.position();
                if (entry.event() != null) on(entry.event());
            }
        } while (page.size() == PAGE);
        if (created == null) return null;
        return new Conversation(
                listed.channel(),
                created.kind(),
                name,
                created.creator(),
                created.created(),
                created.general(),
                archived,
                List.copyOf(memberships),
                List.copyOf(renames),
                List.copyOf(topics),
                List.copyOf(purposes),
                listed.events());
    }

    private void on(CommittedEvent committed) {
        if (!(committed.event() instanceof ChannelEvents event)) return;
        switch (event) {
            case ChannelCreated e -> {
                created = e;
                name = e.name();
                Ts from = Ts.at(Instant.ofEpochSecond(e.created()));
                for (UserId user : e.members()) memberships.add(new Membership(user, from, null, null, null));
            }
            case ChannelEvents.ChannelRenamed e -> {
                name = e.name();
                renames.add(new Rename(e.oldName(), e.name(), e.by(), e.ts()));
            }
            case ChannelEvents.MemberJoined e ->
                memberships.add(new Membership(e.user(), time(e.ts(), committed), null, e.inviter(), null));
            case ChannelEvents.MemberLeft e -> end(e.user(), time(e.ts(), committed), e.by());
            case ChannelEvents.TopicSet e -> topics.add(new Setting(text(e.content()), e.by(), e.at()));
            case ChannelEvents.PurposeSet e -> purposes.add(new Setting(text(e.content()), e.by(), e.at()));
            case ChannelEvents.ChannelArchived e -> archived = true;
            case ChannelEvents.ChannelUnarchived e -> archived = false;
            // What it named has lost its content already.
            case ChannelEvents.ProseErased e -> {}
        }
    }

    private void end(UserId user, Ts at, UserId by) {
        for (int i = memberships.size() - 1; i >= 0; i--) {
            Membership each = memberships.get(i);
            if (each.user().equals(user) && each.until() == null) {
                memberships.set(i, each.endedAt(at, by));
                return;
            }
        }
    }

    private static @Nullable String text(@Nullable Prose prose) {
        return prose == null ? null : prose.text();
    }

    /** What happened without a notice is known by when it was written. */
    private static Ts time(@Nullable Ts ts, CommittedEvent committed) {
        return ts != null ? ts : Ts.at(committed.at());
    }
}
