// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.people;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Profile;
import dev.hansard.api.Rejection;
import dev.hansard.edge.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The changes a caller wants of a profile; fields that it does not name stay, fields that we do not keep are ignored. */
final class ProfilePatch {

    private static final int LONGEST_TEXT = 255;
    private static final int LONGEST_STATUS = 100;
    private static final int MOST_FIELDS = 50;

    private ProfilePatch() {}

    /** Refused: {@code invalid_profile too_long}. */
    static Profile apply(Profile before, ObjectNode wanted) {
        String status = text(wanted, "status_text", before.statusText());
        String emoji = text(wanted, "status_emoji", before.statusEmoji());
        Rejection.unless(status.codePointCount(0, status.length()) <= LONGEST_STATUS, ErrorCode.TOO_LONG);
        boolean statusNamed = wanted.has("status_text") || wanted.has("status_emoji");
        // A new status without an end of its own does not inherit the old one's.
        long expiration = seconds(wanted, statusNamed ? 0 : before.statusExpiration());
        return new Profile(
                realName(before, wanted),
                text(wanted, "display_name", before.displayName()),
                text(wanted, "email", before.email()).strip(),
                text(wanted, "title", before.title()),
                text(wanted, "phone", before.phone()),
                status,
                emoji,
                status.isEmpty() && emoji.isEmpty() ? 0 : expiration,
                before.tz(),
                fields(before.fields(), wanted.get("fields")),
                before.provisioned());
    }

    private static String realName(Profile before, ObjectNode wanted) {
        String real = before.realName();
        if (wanted.has("real_name")) {
            real = text(wanted, "real_name", real);
        } else if (wanted.has("first_name") || wanted.has("last_name")) {
            int space = real.indexOf(' ');
            String first = text(wanted, "first_name", space < 0 ? real : real.substring(0, space));
            String last = text(wanted, "last_name", space < 0 ? "" : real.substring(space + 1));
            real = (first + ' ' + last).strip();
        }
        Rejection.unless(!real.isBlank(), ErrorCode.INVALID_PROFILE);
        return real;
    }

    private static String text(ObjectNode wanted, String name, String before) {
        JsonNode value = wanted.get(name);
        if (value == null) return before;
        if (value.isNull()) return "";
        Rejection.unless(value.isValueNode(), ErrorCode.INVALID_PROFILE);
        Rejection.unless(value.asString().length() <= LONGEST_TEXT, ErrorCode.TOO_LONG);
        return value.asString();
    }

    private static long seconds(ObjectNode wanted, long before) {
        JsonNode value = wanted.get("status_expiration");
        if (value == null || value.isNull()) return before;
        try {
            long seconds = value.isIntegralNumber() ? value.asLong() : Long.parseLong(value.asString());
            Rejection.unless(seconds >= 0, ErrorCode.INVALID_PROFILE);
            return seconds;
        } catch (NumberFormatException e) {
            throw new Rejection(ErrorCode.INVALID_PROFILE);
        }
    }

    /** Custom fields are merged one by one; an empty value takes a field away. */
    private static @Nullable String fields(@Nullable String before, @Nullable JsonNode wanted) {
        if (wanted == null || wanted.isNull()) return before;
        if (!(wanted instanceof ObjectNode changes)) throw new Rejection(ErrorCode.INVALID_PROFILE);
        ObjectNode fields = before != null && Json.parse(before) instanceof ObjectNode known ? known : Json.object();
        for (var change : changes.properties()) {
            boolean good = change.getKey().matches("Xf[A-Z0-9]{1,22}") && change.getValue() instanceof ObjectNode;
            Rejection.unless(good, ErrorCode.INVALID_PROFILE);
            JsonNode value = change.getValue().get("value");
            if (value == null || value.isNull() || value.asString().isEmpty()) {
                fields.remove(change.getKey());
            } else {
                JsonNode alt = change.getValue().get("alt");
                ObjectNode field = fields.putObject(change.getKey());
                field.put("value", value.asString());
                field.put("alt", alt == null || alt.isNull() ? "" : alt.asString());
            }
        }
        Rejection.unless(fields.size() <= MOST_FIELDS, ErrorCode.INVALID_PROFILE);
        return fields.isEmpty() ? null : Json.text(fields);
    }
}
