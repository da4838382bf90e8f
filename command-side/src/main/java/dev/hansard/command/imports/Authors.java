// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.UserId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds who wrote a message of an archive. */
final class Authors {
    private static final int MAX_NAME = 80;

    private final People people;

    Authors(People people) {
        this.people = people;
    }

    /** @param bot the bot's id when a bot wrote it */
    record Author(UserId user, @Nullable String bot) {}

    Author of(JsonNode message, @Nullable String subtype) throws Unusable {
        String text = Fields.text(message, "user");
        if (text == null || text.isEmpty()) text = Fields.text(message.path("comment"), "user");
        UserId user = Fields.user(text);
        String bot = Fields.local('B', Fields.text(message, "bot_id"));
        if (bot != null && !UserId.SLACKBOT.equals(user)) {
            UserId found = people.admitBot(user, bot, app(message), name(message));
            if (found == null) throw new Unusable(SkipReason.TOO_MANY_UNKNOWN_AUTHORS);
            return new Author(found, bot);
        }
        if (user != null) {
            if (!people.admit(user)) throw new Unusable(SkipReason.TOO_MANY_UNKNOWN_AUTHORS);
            return new Author(user, null);
        }
        if (text != null && !text.isEmpty()) throw new Unusable(SkipReason.BAD_AUTHOR);
        // Old webhooks wrote under a mere name, and tombstones are the platform's own words.
        boolean platform = "bot_message".equals(subtype) || "tombstone".equals(subtype);
        if (!platform) throw new Unusable(SkipReason.MISSING_AUTHOR);
        return new Author(UserId.SLACKBOT, null);
    }

    private static @Nullable String app(JsonNode message) {
        String app = Fields.local('A', Fields.text(message, "app_id"));
        return app != null ? app : Fields.local('A', Fields.text(message.path("bot_profile"), "app_id"));
    }

    private static String name(JsonNode message) {
        String name = Fields.text(message.path("bot_profile"), "name", MAX_NAME);
        return name.isBlank() ? Fields.text(message, "username", MAX_NAME) : name;
    }

    /** A message that cannot be taken in. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        private final SkipReason reason;

        Unusable(SkipReason reason) {
            super(reason.code(), null, false, false);
            this.reason = reason;
        }

        SkipReason reason() {
            return reason;
        }
    }
}
