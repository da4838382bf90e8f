// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.messages.PatchOpType;
import com.unboundid.scim2.common.messages.PatchOperation;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes a resource as RFC 7644, section 3.5.2 has it, and as Okta and Entra ID do: operations in any case, values without
 * a path, paths as names within such a value, {@code add} for what is there, {@code replace} for what is not, members to be
 * removed as values.
 */
final class ScimPatch {
    private static final int MOST_OPERATIONS = 1_000;

    private final ObjectNode resource;

    private ScimPatch(ObjectNode resource) {
        this.resource = resource;
    }

    /** Changes {@code resource} in place. */
    static void apply(ObjectNode request, ObjectNode resource) {
        if (!(request.path("Operations") instanceof ArrayNode operations)) {
            throw ScimRefusal.invalidSyntax("Operations must be an array");
        }
        if (operations.size() > MOST_OPERATIONS) {
            throw ScimRefusal.invalidValue("more than " + MOST_OPERATIONS + " operations");
        }
        var patch = new ScimPatch(resource);
        try {
            for (JsonNode each : operations) patch.apply(ScimJson.object(each, "Operations"));
        } catch (ScimException e) {
            throw ScimRefusal.of(e);
        } catch (IllegalArgumentException e) {
            throw ScimRefusal.invalidValue("an operation cannot be carried out");
        }
    }

    private void apply(ObjectNode operation) throws ScimException {
        PatchOpType type = type(ScimJson.text(operation, "op"));
        JsonNode value = operation.path("value");
        String path = ScimJson.text(operation, "path");
        if (path != null) {
            apply(type, ScimPaths.withoutCore(Path.fromString(path)), value);
        } else if (type == PatchOpType.REMOVE) {
            throw new ScimRefusal(400, "noTarget", "remove needs a path");
        } else {
            for (var field : ScimJson.object(value, "value without a path").properties()) {
                apply(type, named(field.getKey()), field.getValue());
            }
        }
    }

    /** A name within a value is one attribute, or a path; the name of an extension is that of an attribute. */
    private static Path named(String name) throws ScimException {
        boolean extension = ScimJson.ENTERPRISE.equalsIgnoreCase(name) || ScimJson.GUEST.equalsIgnoreCase(name);
        return ScimPaths.withoutCore(Path.fromString(extension ? name + ':' : name));
    }

    private void apply(PatchOpType type, Path path, JsonNode value) throws ScimException {
        switch (type) {
            case REMOVE -> remove(path, value);
            case ADD, REPLACE -> set(type, path, value);
        }
    }

    private void remove(Path path, JsonNode value) throws ScimException {
        boolean some = path.size() == 1 && path.getElement(0).getValueFilter() == null && value.isArray();
        if (some) removeValues(path.getElement(0).getAttribute(), (ArrayNode) value);
        else PatchOperation.remove(path).apply(resource);
    }

    private void removeValues(String name, ArrayNode unwanted) {
        if (!(resource.path(name) instanceof ArrayNode values)) return;
        Set<String> gone = new HashSet<>();
        for (JsonNode each : unwanted) {
            String value = each.isString() ? each.asString() : ScimJson.text(ScimJson.object(each, name), "value");
            if (value != null) gone.add(value);
        }
        for (int i = values.size() - 1; i >= 0; i--) {
            if (gone.contains(values.get(i).path("value").asString(""))) values.remove(i);
        }
    }

    private void set(PatchOpType type, Path path, JsonNode value) throws ScimException {
        if (value.isMissingNode()) throw ScimRefusal.invalidValue("an operation has no value");
        if (value.isNull()) {
            remove(path, value);
            return;
        }
        if (path.size() > 0 && path.getElement(0).getValueFilter() != null) {
            boolean there =
                    !JsonUtils.findMatchingPaths(path.subPath(1), resource).isEmpty();
            type = there ? PatchOpType.REPLACE : PatchOpType.ADD;
        } else if (type == PatchOpType.ADD && path.size() == 1) {
            // A value that is another object is added even when an equal one is there under more names.
            dropKnown(path.getElement(0).getAttribute(), value);
        }
        PatchOperation.create(type, path, value).apply(resource);
    }

    private void dropKnown(String name, JsonNode added) {
        if (added instanceof ArrayNode values) removeValues(name, values);
    }

    private static PatchOpType type(@Nullable String op) {
        return switch (op == null ? "" : op.toLowerCase(Locale.ROOT)) {
            case "add" -> PatchOpType.ADD;
            case "replace" -> PatchOpType.REPLACE;
            case "remove" -> PatchOpType.REMOVE;
            default -> throw ScimRefusal.invalidSyntax("op must be add, replace or remove");
        };
    }
}
