// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import dev.hansard.api.Profile;
import dev.hansard.api.ProvisioningViews.Account;
import dev.hansard.api.Role;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a resource that somebody sent asks of an account. Attributes that we do not keep are ignored; a role, an address or
 * being active that is not named stays as it is.
 *
 * @param userName null where an account that no identity provider manages is to stay that way
 */
record AccountWish(@Nullable String userName, @Nullable String externalId, Role role, boolean active, Profile profile) {
    private static final List<String> EMPLOYMENT =
            List.of("employeeNumber", "costCenter", "organization", "division", "department");

    /** @param before null for a new account */
    static AccountWish read(ObjectNode sent, @Nullable Account before, boolean whole) {
        String userName = ScimJson.text(sent, "userName");
        if (userName == null) throw ScimRefusal.invalidValue("userName is required");
        String externalId = ScimJson.text(sent, "externalId");
        boolean named = before == null
                || whole
                || before.linked()
                || !userName.equals(AccountResource.userName(before))
                || externalId != null;
        Boolean active = ScimJson.flag(sent, "active");
        boolean activeBefore = before == null || !before.person().deactivated();
        Profile profile = profile(sent, before, named ? userName : null, externalId);
        return new AccountWish(
                named ? userName : null,
                externalId,
                role(sent, before == null ? Role.MEMBER : before.person().role()),
                active == null ? activeBefore : active,
                profile);
    }

    private static Profile profile(
            ObjectNode sent, @Nullable Account before, @Nullable String userName, @Nullable String externalId) {
        Profile old = before == null
                ? Profile.named("").withEmail("")
                : before.person().profile();
        String display = ScimJson.text(sent, "displayName");
        String real = AccountName.real(sent, before == null || old.realName().isEmpty() ? null : old.realName());
        if (real == null) real = Objects.requireNonNullElse(display, local(ScimJson.text(sent, "userName")));
        if (real.length() > ScimJson.LONGEST) throw ScimRefusal.invalidValue("name is too long");
        return new Profile(
                real,
                Objects.requireNonNullElse(display, real),
                email(sent, userName, old.email(), before == null),
                Objects.requireNonNullElse(ScimJson.text(sent, "title"), ""),
                Objects.requireNonNullElse(ScimJson.primary(sent, "phoneNumbers"), ""),
                old.statusText(),
                old.statusEmoji(),
                old.statusExpiration(),
                zone(ScimJson.text(sent, "timezone"), old.tz()),
                old.fields(),
                provisioned(sent, userName, externalId));
    }

    private static String email(ObjectNode sent, @Nullable String userName, String old, boolean created) {
        String email = ScimJson.primary(sent, "emails");
        if (email == null && created && userName != null && userName.contains("@")) email = userName;
        if (email == null) {
            if (created) throw ScimRefusal.invalidValue("an e-mail address is required");
            return old;
        }
        int at = email.indexOf('@');
        boolean good = at > 0 && at < email.length() - 1 && email.chars().noneMatch(Character::isWhitespace);
        if (!good && !email.equals(old)) throw ScimRefusal.invalidValue("emails must hold an e-mail address");
        return email;
    }

    private static String zone(@Nullable String zone, String old) {
        if (zone == null || zone.equals(old)) return old;
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException e) {
            throw ScimRefusal.invalidValue("timezone must be a name of the IANA time zone database");
        }
    }

    private static Role role(ObjectNode sent, Role old) {
        String named = ScimJson.primary(sent, "roles");
        if (named != null && !named.equalsIgnoreCase(AccountResource.role(old))) {
            for (Role role : Role.values()) {
                if (AccountResource.role(role).equals(named.toLowerCase(Locale.ROOT))) return role;
            }
            throw ScimRefusal.invalidValue(
                    "roles must hold one of owner, admin, member, multi_channel_guest and" + " single_channel_guest");
        }
        JsonNode guest = sent.path(ScimJson.GUEST);
        if (guest.isMissingNode() || guest.isNull()) return old;
        String type = ScimJson.text(ScimJson.object(guest, "the guest extension"), "type");
        return switch (type == null ? "" : type.toLowerCase(Locale.ROOT)) {
            case "" -> old;
            case "multi" -> Role.MULTI_CHANNEL_GUEST;
            case "single" -> Role.SINGLE_CHANNEL_GUEST;
            default -> throw ScimRefusal.invalidValue("the type of a guest is multi or single");
        };
    }

    /** Null when there is nothing to keep. */
    private static @Nullable String provisioned(
            ObjectNode sent, @Nullable String userName, @Nullable String externalId) {
        ObjectNode kept = ScimJson.object();
        ScimJson.put(kept, "userName", userName);
        ScimJson.put(kept, "externalId", externalId);
        if (sent.path("name") instanceof ObjectNode name) {
            var parts = new AccountName(ScimJson.text(name, "givenName"), ScimJson.text(name, "familyName"));
            if (parts.given() != null && parts.family() != null) kept.set("name", parts.json());
        }
        ObjectNode employment = employment(sent.path(ScimJson.ENTERPRISE));
        if (!employment.isEmpty()) kept.set("enterprise", employment);
        return kept.isEmpty() ? null : kept.toString();
    }

    private static ObjectNode employment(JsonNode sent) {
        ObjectNode kept = ScimJson.object();
        if (!(sent instanceof ObjectNode extension)) return kept;
        for (String name : EMPLOYMENT) ScimJson.put(kept, name, ScimJson.text(extension, name));
        JsonNode manager = extension.path("manager");
        String id = manager.isString() ? manager.asString() : ScimJson.text(manager, "value");
        if (id == null || id.isBlank()) return kept;
        ObjectNode whole = kept.putObject("manager").put("value", id.length() > ScimJson.LONGEST ? "" : id);
        if (!manager.isString()) ScimJson.put(whole, "displayName", ScimJson.text(manager, "displayName"));
        return kept;
    }

    private static String local(@Nullable String userName) {
        String name = Objects.requireNonNullElse(userName, "");
        int at = name.indexOf('@');
        return at > 0 ? name.substring(0, at) : name;
    }
}
