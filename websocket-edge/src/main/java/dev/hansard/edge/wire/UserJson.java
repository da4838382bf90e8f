// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.wire;

import dev.hansard.api.Bot;
import dev.hansard.api.Profile;
import dev.hansard.api.Role;
import dev.hansard.api.Views.PersonView;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A person or bot user as Slack's clients read it. */
@Component
public final class UserJson {

    private static final String[] COLORS = {
        "9f69e7", "4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "e0a729", "684b6c", "5b89d5", "2b6836", "99a949",
        "df3dc0", "4cc091", "9b3b45", "d58247", "bb86b7", "5a4592", "db3150"
    };

    private final Clock clock;

    public UserJson(Clock clock) {
        this.clock = clock;
    }

    /** @param withEmail whether the caller may read addresses ({@code users:read.email}) */
    public ObjectNode user(PersonView person, boolean withEmail) {
        Instant now = clock.instant();
        String id = person.key().user().value();
        ZoneId zone = zone(person.profile().tz());
        Role role = person.role();
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("team_id", person.key().workspace().value());
        json.put("name", person.handle());
        json.put("deleted", person.deactivated());
        json.put("color", COLORS[Math.floorMod(id.hashCode(), COLORS.length)]);
        json.put("real_name", person.profile().realName());
        json.put("tz", zone.getId());
        json.put("tz_label", zone.getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        json.put("tz_offset", zone.getRules().getOffset(now).getTotalSeconds());
        json.set("profile", profile(person, withEmail));
        boolean active = !person.deactivated();
        json.put("is_admin", active && role.isAdmin());
        json.put("is_owner", active && role.isOwner());
        json.put("is_primary_owner", active && role == Role.PRIMARY_OWNER);
        json.put("is_restricted", active && role.isGuest());
        json.put("is_ultra_restricted", active && role == Role.SINGLE_CHANNEL_GUEST);
        json.put("is_bot", person.bot() != null);
        json.put("is_app_user", false);
        json.put("updated", person.updated());
        json.put("has_2fa", false);
        return json;
    }

    /** The profile alone; an expired status is shown as none. */
    public ObjectNode profile(PersonView person, boolean withEmail) {
        Profile profile = person.profile();
        boolean statusOver = profile.statusExpiration() != 0
                && profile.statusExpiration() <= clock.instant().getEpochSecond();
        String real = profile.realName();
        int space = real.indexOf(' ');
        ObjectNode json = Json.object();
        json.put("real_name", real);
        json.put("real_name_normalized", real);
        json.put("display_name", profile.displayName());
        json.put("display_name_normalized", profile.displayName());
        json.put("first_name", space < 0 ? real : real.substring(0, space));
        json.put("last_name", space < 0 ? "" : real.substring(space + 1).strip());
        json.put("title", profile.title());
        json.put("phone", profile.phone());
        json.put("status_text", statusOver ? "" : profile.statusText());
        json.put("status_emoji", statusOver ? "" : profile.statusEmoji());
        json.put("status_expiration", statusOver ? 0 : profile.statusExpiration());
        json.put("avatar_hash", "");
        json.put("team", person.key().workspace().value());
        if (withEmail && !profile.email().isEmpty()) json.put("email", profile.email());
        fields(json, profile.fields());
        Bot bot = person.bot();
        if (bot != null) {
            json.put("bot_id", bot.id());
            json.put("api_app_id", bot.app());
        }
        return json;
    }

    private static void fields(ObjectNode json, @Nullable String fields) {
        if (fields != null && Json.parse(fields) instanceof ObjectNode parsed) {
            json.set("fields", parsed);
        } else {
            json.putObject("fields");
        }
    }

    private static ZoneId zone(String id) {
        try {
            return id.isEmpty() ? ZoneOffset.UTC : ZoneId.of(id);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
