// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.Bot;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceCommands.AddPerson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Who the archive speaks of. Those that only its messages know become deactivated placeholders, which wait here until
 * they are taken and sent ahead of the messages.
 */
final class People {
    private final PersonMapping mapping;
    private final int maxPlaceholders;
    private final Set<UserId> known = new HashSet<>(Set.of(UserId.SLACKBOT));
    private final Map<String, UserId> bots = new HashMap<>();
    private List<AddPerson> waiting = new ArrayList<>();
    private int placeholders;

    People(PersonMapping mapping, int maxPlaceholders) {
        this.mapping = mapping;
        this.maxPlaceholders = maxPlaceholders;
    }

    /** Takes in a user object of the archive; null if it is unusable, already here, or Slackbot, who needs no admission. */
    @Nullable
    AddPerson read(JsonNode user, Tally tally) {
        String text = Fields.text(user, "id", 64);
        UserId id = Fields.user(text);
        if (id == null) {
            tally.skip(SkipReason.BAD_PERSON, text);
            return null;
        }
        if (!known.add(id)) return null;
        AddPerson person = mapping.person(id, user);
        Bot bot = person.bot();
        if (bot != null) bots.putIfAbsent(bot.id(), id);
        return person;
    }

    boolean knows(UserId id) {
        return known.contains(id);
    }

    /** The person; false when there are too many whom the archive does not describe. */
    boolean admit(UserId id) {
        return known.contains(id) || add(mapping.placeholder(id));
    }

    /**
     * The user behind a bot.
     *
     * @param user its user id if the message has one
     * @return null when there are too many whom the archive does not describe
     */
    @Nullable
    UserId admitBot(@Nullable UserId user, String bot, @Nullable String app, String name) {
        if (user != null && known.contains(user)) return user;
        UserId before = bots.get(bot);
        if (user == null && before != null) return before;
        UserId id = user == null ? userOf(bot) : user;
        if (id == null || !add(mapping.bot(id, bot, app, name))) return null;
        bots.putIfAbsent(bot, id);
        return id;
    }

    /** Those to send before the next messages. */
    List<AddPerson> takeWaiting() {
        List<AddPerson> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }

    /** The same for the same bot at every import; another one where a person has it already. */
    private @Nullable UserId userOf(String bot) {
        UserId id = Fields.user("U" + bot.substring(1));
        return id != null && known.contains(id) ? Fields.user("UB" + bot.substring(1)) : id;
    }

    private boolean add(AddPerson person) {
        if (placeholders >= maxPlaceholders) return false;
        placeholders++;
        known.add(person.user());
        waiting.add(person);
        return true;
    }
}
