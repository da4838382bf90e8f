// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import com.unboundid.scim2.common.utils.JsonUtils;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON whose attribute names match in any case, and careful reading of what others wrote in it. */
final class ScimJson {
    static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    static final String GUEST = "urn:ietf:params:scim:schemas:extension:slack:guest:2.0:User";

    /** In characters, of every text that is kept. */
    static final int LONGEST = 255;

    private ScimJson() {}

    static ObjectNode object() {
        return JsonUtils.getJsonNodeFactory().objectNode();
    }

    static ObjectNode parse(byte[] body) {
        try {
            JsonNode json = JsonUtils.getObjectReader().readTree(body);
            if (json instanceof ObjectNode object) return object;
        } catch (JacksonException e) {
            throw ScimRefusal.invalidSyntax("the body is not JSON");
        }
        throw ScimRefusal.invalidSyntax("the body is not a JSON object");
    }

    /** The same with names that match in any case; null if the text is none. */
    static @Nullable ObjectNode parse(@Nullable String text) {
        if (text == null) return null;
        try {
            return JsonUtils.getObjectReader().readTree(text) instanceof ObjectNode object ? object : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Null where it is missing, null or empty; numbers and flags are refused. */
    static @Nullable String text(JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        if (value.isMissingNode() || value.isNull()) return null;
        if (!value.isString()) throw ScimRefusal.invalidValue(name + " must be a string");
        String text = value.asString().strip();
        if (text.isEmpty()) return null;
        if (text.length() > LONGEST) throw ScimRefusal.invalidValue(name + " is longer than " + LONGEST);
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw ScimRefusal.invalidValue(name + " has control characters");
        }
        return text;
    }

    /** Entra ID writes flags as texts, {@code "True"} and {@code "False"}. */
    static @Nullable Boolean flag(JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        if (value.isMissingNode() || value.isNull()) return null;
        if (value.isBoolean()) return value.booleanValue();
        if (value.isString()) {
            String text = value.asString().strip().toLowerCase(Locale.ROOT);
            if (text.equals("true")) return true;
            if (text.equals("false")) return false;
        }
        throw ScimRefusal.invalidValue(name + " must be a boolean");
    }

    /**
     * Of several values the one that is primary, else the one for work, else the first; the last of those that claim to be
     * primary, as it is what was added. Null where there is none.
     */
    static @Nullable String primary(ObjectNode parent, String name) {
        JsonNode values = parent.path(name);
        if (values.isMissingNode() || values.isNull()) return null;
        if (values instanceof ObjectNode one) return text(one, "value");
        if (!(values instanceof ArrayNode all)) throw ScimRefusal.invalidValue(name + " must be an array");
        String first = null;
        String work = null;
        String primary = null;
        for (JsonNode each : all) {
            String value = each.isString() ? each.asString() : text(object(each, name), "value");
            if (value == null) continue;
            if (first == null) first = value;
            if (each.isString()) continue;
            if (work == null && "work".equalsIgnoreCase(text(each, "type"))) work = value;
            if (Boolean.TRUE.equals(flag(each, "primary"))) primary = value;
        }
        if (primary != null) return primary;
        return work != null ? work : first;
    }

    static ObjectNode object(JsonNode node, String name) {
        if (node instanceof ObjectNode object) return object;
        throw ScimRefusal.invalidValue(name + " must hold objects");
    }

    static void put(ObjectNode target, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) target.put(name, value);
    }
}
