// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.hansard.api.ChannelCommands.ImportChannel;
import dev.hansard.api.ChannelCommands.ImportedProse;
import dev.hansard.api.ChannelEvents.ChannelArchived;
import dev.hansard.api.ChannelEvents.ChannelCreated;
import dev.hansard.api.ChannelEvents.MemberJoined;
import dev.hansard.api.ChannelEvents.PurposeSet;
import dev.hansard.api.ChannelEvents.TopicSet;
import dev.hansard.api.Prose;
import dev.hansard.api.UserId;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets a conversation up as an archive tells it, silently. */
record ChannelImport(ImportChannel archived, @Nullable String name, boolean general) {
    void create() {
        List<UserId> members = List.copyOf(new LinkedHashSet<>(archived.members()));
        apply(new ChannelCreated(
                archived.channel(), archived.kind(), name, archived.creator(), members, general, archived.created()));
        ImportedProse topic = archived.topic();
        if (topic != null && !topic.text().isEmpty()) {
            apply(new TopicSet(archived.channel(), topic.by(), null, topic.at(), new Prose(topic.text())));
        }
        ImportedProse purpose = archived.purpose();
        if (purpose != null && !purpose.text().isEmpty()) {
            apply(new PurposeSet(archived.channel(), purpose.by(), null, purpose.at(), new Prose(purpose.text())));
        }
        if (archived.archived()) apply(new ChannelArchived(archived.channel(), archived.creator(), null));
    }

    /** A conversation that is here already keeps its settings, which may be newer than the archive's. */
    void addMembers(ChannelState state) {
        for (UserId user : archived.members()) {
            if (!state.isMember(user)) apply(new MemberJoined(archived.channel(), user, null, null));
        }
    }
}
