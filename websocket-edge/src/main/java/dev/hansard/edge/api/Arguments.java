// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.ChannelId;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.edge.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call's arguments, however they came in: each is text, objects and arrays are their JSON text. Readers of a required
 * argument refuse with {@code invalid_arguments} and say which is missing.
 */
public final class Arguments {

    private final Map<String, String> values;

    public Arguments(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    public Map<String, String> all() {
        return values;
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The text as sent, possibly empty; null if the argument was not sent. */
    public @Nullable String text(String name) {
        return values.get(name);
    }

    /** The text; null if it was not sent or is blank. */
    public @Nullable String filled(String name) {
        String value = values.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** A text that must be sent and not be blank. */
    public String required(String name) {
        String value = filled(name);
        if (value == null) throw missing(name);
        return value;
    }

    /** A text that must be sent but may be empty. */
    public String sent(String name) {
        String value = values.get(name);
        if (value == null) throw missing(name);
        return value;
    }

    /** {@code true 1} and {@code false 0}, in any case. */
    public boolean flag(String name, boolean otherwise) {
        String value = filled(name);
        if (value == null) return otherwise;
        return switch (value.toLowerCase(java.util.Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw ApiError.invalid("must be a boolean: " + name);
        };
    }

    /** A whole number; refused outside of the range. */
    public long number(String name, long otherwise, long least, long most) {
        String value = filled(name);
        if (value == null) return otherwise;
        Long number = whole(value);
        if (number == null) throw ApiError.invalid("must be an integer: " + name);
        if (number < least || number > most) {
            throw ApiError.invalid("must be between " + least + " and " + most + ": " + name);
        }
        return number;
    }

    /** The page size; above {@code most} it is {@code most}; refused with {@code invalid_limit} when it is no positive number. */
    public int limit(int otherwise, int most) {
        String value = filled("limit");
        if (value == null) return otherwise;
        Long number = whole(value);
        Rejection.unless(number != null && number >= 0, ErrorCode.INVALID_LIMIT);
        return number == null || number == 0 ? otherwise : (int) Math.min(number, most);
    }

    /** Null for the first page. */
    public @Nullable String cursor() {
        return filled("cursor");
    }

    /** A message's ts; null if it was not sent; refused with {@code otherwise} if it is none. */
    public @Nullable Ts ts(String name, ErrorCode otherwise) {
        String value = filled(name);
        if (value == null) return null;
        Ts ts = Ts.parse(value.strip());
        if (ts == null) throw new Rejection(otherwise);
        return ts;
    }

    /** A message's ts that must be sent; refused with {@code otherwise} if it is none. */
    public Ts requiredTs(String name, ErrorCode otherwise) {
        required(name);
        Ts ts = ts(name, otherwise);
        if (ts == null) throw missing(name);
        return ts;
    }

    /** A conversation's id; refused with {@code channel_not_found} if it cannot be one. */
    public ChannelId channel(String name) {
        String value = required(name).strip();
        try {
            return new ChannelId(value);
        } catch (IllegalArgumentException e) {
            throw new Rejection(ErrorCode.CHANNEL_NOT_FOUND);
        }
    }

    /** A person's id; null if it was not sent; refused with {@code user_not_found} if it cannot be one. */
    public @Nullable UserId user(String name) {
        String value = filled(name);
        return value == null ? null : userId(value.strip());
    }

    public UserId requiredUser(String name) {
        return userId(required(name).strip());
    }

    /** A comma list or JSON array of texts, without blanks; empty if it was not sent. */
    public List<String> list(String name) {
        String value = filled(name);
        if (value == null) return List.of();
        var items = new ArrayList<String>();
        if (value.stripLeading().startsWith("[")) {
            if (!(Json.parse(value) instanceof ArrayNode array)) throw new Rejection(ErrorCode.INVALID_ARRAY_ARG);
            for (JsonNode item : array) {
                if (!item.isString()) throw new Rejection(ErrorCode.INVALID_ARRAY_ARG);
                items.add(item.asString().strip());
            }
        } else {
            for (String item : value.split(",", -1)) items.add(item.strip());
        }
        items.removeIf(String::isEmpty);
        return items;
    }

    /** A comma list or JSON array of people, each once, in order. */
    public List<UserId> users(String name) {
        return list(name).stream().map(Arguments::userId).distinct().toList();
    }

    /** A JSON array; null if it was not sent; refused with {@code otherwise} if it is none. */
    public @Nullable ArrayNode array(String name, ErrorCode otherwise) {
        String value = filled(name);
        if (value == null) return null;
        if (Json.parse(value) instanceof ArrayNode array) return array;
        throw new Rejection(otherwise);
    }

    /** A JSON object; null if it was not sent; refused with {@code otherwise} if it is none. */
    public @Nullable ObjectNode object(String name, ErrorCode otherwise) {
        String value = filled(name);
        if (value == null) return null;
        if (Json.parse(value) instanceof ObjectNode object) return object;
        throw new Rejection(otherwise);
    }

    static ApiError missing(String name) {
        return ApiError.invalid("missing required field: " + name);
    }

    private static UserId userId(String value) {
        try {
            return new UserId(value);
        } catch (IllegalArgumentException e) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND);
        }
    }

    private static @Nullable Long whole(String value) {
        try {
            return Long.valueOf(value.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
