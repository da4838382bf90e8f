// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.ChannelCommands.ImportedProse;
import dev.hansard.api.ChannelId;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.Ids;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceId;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the lists of conversations: {@code channels.json}, {@code groups.json}, {@code dms.json}, {@code mpims.json}. */
final class ConversationMapping {
    private static final int MAX_NAME = 80;
    private static final int MAX_PROSE = 1_000;

    private final WorkspaceId workspace;
    private final People people;
    private final Tally tally;
    private final long now;
    private final Set<ChannelId> ids = new HashSet<>();
    private final Set<String> folders = new HashSet<>();

    ConversationMapping(WorkspaceId workspace, People people, Tally tally, Clock clock) {
        this.workspace = workspace;
        this.people = people;
        this.tally = tally;
        this.now = clock.instant().getEpochSecond();
    }

    /** Null if it has no usable id or its folder is another's; that is noted. */
    @Nullable
    Conversation read(ChannelKind kind, JsonNode from) {
        String text = Fields.text(from, "id", 64);
        ChannelId original = Fields.channel(text);
        String name = Fields.text(from, "name", MAX_NAME * 4).strip();
        String folder = kind == ChannelKind.IM || name.isEmpty() ? text : name;
        if (original == null || ids.contains(original) || !folders.add(folder)) {
            tally.skip(SkipReason.BAD_CONVERSATION, text + ' ' + folder);
            return null;
        }
        List<UserId> members = members(kind, from, folder);
        ChannelId id = kind.isDirect() ? direct(original, from, members) : original;
        ids.add(original);
        ids.add(id);
        UserId creator = creator(from, members);
        return new Conversation(
                id,
                kind,
                kind.isDirect() ? null : shorten(name.isEmpty() ? text : name),
                folder,
                creator,
                created(from),
                Fields.flag(from, "is_general"),
                Fields.flag(from, "is_archived"),
                members,
                prose(from.path("topic"), creator),
                prose(from.path("purpose"), creator),
                pins(from.path("pins"), creator));
    }

    private List<UserId> members(ChannelKind kind, JsonNode from, String folder) {
        var members = new LinkedHashSet<UserId>();
        for (JsonNode member : from.path("members")) {
            UserId user = member.isString() ? Fields.user(member.stringValue()) : null;
            boolean in = user != null && (kind.isDirect() ? people.admit(user) : people.knows(user));
            if (!in || user == null) {
                tally.skip(SkipReason.UNKNOWN_MEMBER, folder + ' ' + (user == null ? "" : user.value()));
            } else if (!user.equals(UserId.SLACKBOT)) {
                members.add(user);
            }
        }
        return List.copyOf(members);
    }

    /**
     * A direct conversation's id follows from its people, so that the imported one is the one that opens when one of them
     * writes to the others. It keeps its own where that would join two: Slackbot's, and a second one of the same people.
     */
    private ChannelId direct(ChannelId original, JsonNode from, List<UserId> members) {
        boolean whole = !members.isEmpty()
                && from.path("members").valueStream().allMatch(m -> m.isString() && isOneOf(members, m.stringValue()));
        if (!whole) return original;
        ChannelId id = Ids.directConversation(workspace, members);
        return ids.contains(id) ? original : id;
    }

    private static boolean isOneOf(List<UserId> members, String id) {
        return members.stream().anyMatch(member -> member.value().equals(id));
    }

    private UserId creator(JsonNode from, List<UserId> members) {
        UserId creator = Fields.user(Fields.text(from, "creator"));
        if (creator != null && people.admit(creator)) return creator;
        return members.isEmpty() ? UserId.SLACKBOT : members.getFirst();
    }

    private long created(JsonNode from) {
        long created = Fields.number(from, "created");
        return created <= 0 || created > now ? now : created;
    }

    private @Nullable ImportedProse prose(JsonNode from, UserId creator) {
        String text = Fields.text(from, "value", MAX_PROSE);
        if (text.isEmpty()) return null;
        UserId by = Fields.user(Fields.text(from, "creator"));
        return new ImportedProse(
                text, by != null && people.admit(by) ? by : creator, Math.max(0, Fields.number(from, "last_set")));
    }

    private Map<Ts, UserId> pins(JsonNode from, UserId creator) {
        var pins = new HashMap<Ts, UserId>();
        for (JsonNode pin : from) {
            Ts ts = Fields.ts(pin, "id");
            UserId by = Fields.user(Fields.text(pin, "user"));
            if (ts != null) pins.put(ts, by != null && people.admit(by) ? by : creator);
        }
        return pins;
    }

    private static String shorten(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    }
}
