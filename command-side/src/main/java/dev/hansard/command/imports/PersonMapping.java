// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.Actor;
import dev.hansard.api.Bot;
import dev.hansard.api.Profile;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceCommands.AddPerson;
import dev.hansard.api.WorkspaceId;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a user object of an archive, or the mere mention of one, into the command that admits the person. */
final class PersonMapping {
    /** The app of bots whose own app the archive does not name. */
    static final String UNKNOWN_APP = "A0IMPORTED";

    private static final int MAX_FIELD = 1_000;
    private static final int MAX_HANDLE = 80;
    private static final int MAX_STATUS = 100;
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private final WorkspaceId workspace;

    PersonMapping(WorkspaceId workspace) {
        this.workspace = workspace;
    }

    AddPerson person(UserId id, JsonNode user) {
        JsonNode profile = user.path("profile");
        String handle = handle(Fields.text(user, "name", MAX_HANDLE), id);
        String realName = first(profile, user, "real_name", handle);
        return new AddPerson(
                workspace,
                id,
                handle,
                role(user),
                bot(id, user, realName),
                new Profile(
                        realName,
                        first(profile, user, "display_name", realName),
                        Fields.text(profile, "email", MAX_FIELD).strip(),
                        Fields.text(profile, "title", MAX_FIELD),
                        Fields.text(profile, "phone", MAX_FIELD),
                        Fields.text(profile, "status_text", MAX_STATUS),
                        Fields.text(profile, "status_emoji", MAX_STATUS),
                        Math.max(0, Fields.number(profile, "status_expiration")),
                        zone(Fields.text(user, "tz")),
                        profile.path("fields").isObject() ? Fields.json(profile.path("fields")) : null),
                Fields.flag(user, "deleted"),
                Actor.OPERATOR);
    }

    /** Someone of whom only the id is known: there so that the messages have an author, and unable to do anything. */
    AddPerson placeholder(UserId id) {
        return new AddPerson(
                workspace, id, handle("", id), Role.MEMBER, null, Profile.named(id.value()), true, Actor.OPERATOR);
    }

    /** A bot that only its messages know. */
    AddPerson bot(UserId id, String bot, @Nullable String app, String name) {
        String shown = name.isBlank() ? bot : name;
        var identity = new Bot(bot, app == null ? UNKNOWN_APP : app, shown);
        return new AddPerson(
                workspace, id, handle("", id), Role.MEMBER, identity, Profile.named(shown), true, Actor.OPERATOR);
    }

    private static @Nullable Bot bot(UserId id, JsonNode user, String name) {
        if (!Fields.flag(user, "is_bot")) return null;
        JsonNode profile = user.path("profile");
        String bot = Fields.local('B', Fields.text(profile, "bot_id"));
        String app = Fields.local('A', Fields.text(profile, "api_app_id"));
        return new Bot(bot == null ? "B" + id.value().substring(1) : bot, app == null ? UNKNOWN_APP : app, name);
    }

    private static Role role(JsonNode user) {
        if (Fields.flag(user, "is_primary_owner")) return Role.PRIMARY_OWNER;
        if (Fields.flag(user, "is_owner")) return Role.OWNER;
        if (Fields.flag(user, "is_admin")) return Role.ADMIN;
        if (Fields.flag(user, "is_ultra_restricted")) return Role.SINGLE_CHANNEL_GUEST;
        if (Fields.flag(user, "is_restricted")) return Role.MULTI_CHANNEL_GUEST;
        return Role.MEMBER;
    }

    private static String handle(String name, UserId id) {
        String handle = name.strip().toLowerCase(Locale.ROOT);
        return handle.isEmpty() ? id.value().toLowerCase(Locale.ROOT) : handle;
    }

    private static String first(JsonNode profile, JsonNode user, String name, String otherwise) {
        String own = Fields.text(profile, name, MAX_FIELD);
        if (own.isBlank()) own = Fields.text(user, name, MAX_FIELD);
        return own.isBlank() ? otherwise : own;
    }

    private static String zone(@Nullable String tz) {
        return tz != null && ZONES.contains(tz) ? tz : "UTC";
    }
}
