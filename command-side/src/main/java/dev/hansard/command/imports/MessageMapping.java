// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.MessageCommands.ImportedMessage;
import dev.hansard.api.MessageCommands.ImportedReaction;
import dev.hansard.api.MessageContent;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.command.imports.Authors.Author;
import dev.hansard.command.imports.Authors.Unusable;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a message object of an archive into what the channel is told. */
final class MessageMapping {
    /** Clocks differ; but a ts far ahead would push every later message ahead of its time. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

    private static final int MAX_CLIENT_ID = 100;
    private static final int MAX_REACTION = 100;
    private static final Pattern SUBTYPE = Pattern.compile("[a-z][a-z_]{0,49}");
    private static final Set<String> REVISIONS = Set.of("message_changed", "message_deleted", "message_replied");
    private static final Set<String> BROADCASTS = Set.of("thread_broadcast", "reply_broadcast");

    private final People people;
    private final Authors authors;
    private final ArchiveLimits limits;
    private final Ts latest;

    MessageMapping(People people, ArchiveLimits limits, Clock clock) {
        this.people = people;
        this.authors = new Authors(people);
        this.limits = limits;
        this.latest = Ts.at(clock.instant().plus(CLOCK_TOLERANCE));
    }

    ImportedMessage read(JsonNode message, Conversation conversation) throws Unusable {
        String type = Fields.text(message, "type");
        if (!message.isObject() || (type != null && !type.equals("message")))
            throw new Unusable(SkipReason.BAD_MESSAGE);
        String subtype = subtype(message);
        Ts ts = Fields.ts(message, "ts");
        if (ts == null) throw new Unusable(SkipReason.BAD_TS);
        if (ts.isAfter(latest)) throw new Unusable(SkipReason.FUTURE_TS);
        Ts thread = thread(message, ts);
        MessageContent content = ContentMapping.of(message);
        if (ContentMapping.size(content) > limits.messageChars()) throw new Unusable(SkipReason.MESSAGE_TOO_LARGE);
        Author author = authors.of(message, subtype);
        String clientMsgId = Fields.text(message, "client_msg_id", MAX_CLIENT_ID + 1);
        UserId editor = editor(message);
        return new ImportedMessage(
                ts,
                author.user(),
                author.bot(),
                subtype,
                thread,
                thread != null && BROADCASTS.contains(String.valueOf(subtype)),
                clientMsgId.isEmpty() || clientMsgId.length() > MAX_CLIENT_ID ? null : clientMsgId,
                editor,
                editor == null ? null : Fields.ts(message.path("edited"), "ts"),
                content,
                reactions(message.path("reactions")),
                pinnedBy(message, ts, author.user(), conversation));
    }

    private static @Nullable String subtype(JsonNode message) throws Unusable {
        String subtype = Fields.text(message, "subtype");
        if (subtype == null || subtype.isEmpty()) {
            if (Fields.flag(message, "hidden")) throw new Unusable(SkipReason.REVISION_RECORD);
            return null;
        }
        if (REVISIONS.contains(subtype)) throw new Unusable(SkipReason.REVISION_RECORD);
        if (subtype.equals("ekm_access_denied")) throw new Unusable(SkipReason.CONTENT_WITHHELD);
        if (!SUBTYPE.matcher(subtype).matches()) throw new Unusable(SkipReason.BAD_MESSAGE);
        return subtype;
    }

    /** Roots carry their own ts as thread, which says nothing: a root is one when it has a reply. */
    private static @Nullable Ts thread(JsonNode message, Ts ts) throws Unusable {
        if (!message.path("thread_ts").isString()) return null;
        Ts thread = Fields.ts(message, "thread_ts");
        if (thread == null) throw new Unusable(SkipReason.BAD_MESSAGE);
        return thread.equals(ts) ? null : thread;
    }

    private @Nullable UserId editor(JsonNode message) {
        JsonNode edited = message.path("edited");
        UserId editor = Fields.user(Fields.text(edited, "user"));
        return editor != null && Fields.ts(edited, "ts") != null && people.admit(editor) ? editor : null;
    }

    private List<ImportedReaction> reactions(JsonNode from) {
        var byName = new LinkedHashMap<String, Set<UserId>>();
        for (JsonNode reaction : from) {
            String name = Fields.text(reaction, "name", MAX_REACTION + 1);
            if (name.isBlank() || name.length() > MAX_REACTION) continue;
            for (JsonNode each : reaction.path("users")) {
                UserId user = each.isString() ? Fields.user(each.stringValue()) : null;
                if (user == null || !people.admit(user)) continue;
                byName.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(user);
            }
        }
        return byName.entrySet().stream()
                .map(each -> new ImportedReaction(each.getKey(), List.copyOf(each.getValue())))
                .toList();
    }

    private @Nullable UserId pinnedBy(JsonNode message, Ts ts, UserId author, Conversation conversation) {
        UserId listed = conversation.pins().get(ts);
        if (listed != null) return listed;
        if (message.path("pinned_to").isEmpty()) return null;
        UserId pinner = Fields.user(Fields.text(message.path("pinned_info"), "pinned_by"));
        return pinner != null && people.admit(pinner) ? pinner : author;
    }
}
