// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the service says of itself: RFC 7643, sections 5 to 7. */
final class ServiceDocuments {
    private static final ObjectNode DOCUMENTS = load();

    private ServiceDocuments() {}

    /** Refuses with 404 a document that there is none of. */
    static ObjectNode of(String kind, ScimCall call) {
        if (!kind.equals("ResourceTypes") && !kind.equals("Schemas")) {
            if (call.id() != null) throw ScimRefusal.notFound("resource");
            return located(DOCUMENTS.path("ServiceProviderConfig"), call, "/ServiceProviderConfig");
        }
        // RFC 7644, section 4: lists of these have no filter.
        if (call.listing().filter() != null) throw new ScimRefusal(403, null, "there is no filter here");
        var all = new ArrayList<ObjectNode>();
        for (JsonNode each : DOCUMENTS.path(kind)) {
            String id = each.path("id").asString("");
            ObjectNode document = located(each, call, '/' + kind + '/' + id);
            if (call.id() != null && names(call.id(), each)) return document;
            all.add(document);
        }
        if (call.id() != null) throw ScimRefusal.notFound("resource");
        return new Listing(null, 1, all.size()).answer(List.copyOf(all), all.size());
    }

    /** Slack has {@code /Schemas/Users} besides. */
    private static boolean names(String id, JsonNode document) {
        return id.equalsIgnoreCase(document.path("id").asString(""))
                || id.equalsIgnoreCase(document.path("name").asString("") + "s");
    }

    private static ObjectNode located(JsonNode document, ScimCall call, String path) {
        ObjectNode copy = (ObjectNode) document.deepCopy();
        ((ObjectNode) copy.get("meta")).put("location", call.baseUrl() + path);
        return copy;
    }

    private static ObjectNode load() {
        try (InputStream documents = ServiceDocuments.class.getResourceAsStream("service-documents.json")) {
            return ScimJson.parse(Objects.requireNonNull(documents).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
