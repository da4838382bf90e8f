// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.wire;

import dev.hansard.api.CaseQueries.CaseView;
import dev.hansard.api.CaseQueries.Counts;
import dev.hansard.api.CaseQueries.SearchView;
import dev.hansard.api.CaseScope;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** E-discovery cases as they are shown at every door. */
public final class CaseJson {
    private CaseJson() {}

    public static ObjectNode of(CaseView view) {
        ObjectNode json = Json.object();
        json.put("id", view.caseId());
        Json.putIfSet(json, "name", view.name());
        Json.putIfSet(json, "reason", view.reason());
        json.put("opened_by", view.openedBy().value());
        json.put("opened", view.opened());
        json.put("is_closed", view.closed());
        ArrayNode members = json.putArray("members");
        view.roles()
                .forEach((user, role) ->
                        members.addObject().put("user", user.value()).put("role", role.wire()));
        ArrayNode requested = json.putArray("waiting_for_approval");
        view.requested()
                .forEach(each -> requested
                        .addObject()
                        .put("user", each.user().value())
                        .put("role", each.role().wire())
                        .put("requested_by", each.by().value()));
        json.set("holds", Json.array(view.holds()));
        ArrayNode searches = json.putArray("searches");
        view.searches().forEach(each -> searches.add(of(each)));
        return json;
    }

    public static ObjectNode of(SearchView search) {
        CaseScope scope = search.scope();
        ObjectNode json = Json.object();
        json.put("id", search.search());
        json.put("by", search.by().value());
        json.put("date", search.at());
        json.put("position", search.position());
        Json.putIfSet(json, "keyword", search.keyword());
        if (search.words() && search.keyword() == null) json.put("keyword_erased", true);
        json.set("channels", Json.array(scope.channels()));
        json.set("authors", Json.array(scope.authors()));
        json.set("custodians", Json.array(scope.custodians()));
        Json.putIfSet(json, "oldest", scope.from());
        Json.putIfSet(json, "before", scope.until());
        return json;
    }

    public static ObjectNode of(Counts counts) {
        ObjectNode json = Json.object();
        json.put("looked_at", counts.looked());
        json.put("messages", counts.messages());
        json.put("edited", counts.edited());
        json.put("deleted", counts.deleted());
        json.put("erased", counts.erased());
        json.put("held", counts.held());
        json.put("unreadable", counts.unreadable());
        ObjectNode channels = json.putObject("channels");
        counts.channels().forEach(channels::put);
        return json;
    }

    /** Objects that come as JSON text. */
    public static ArrayNode parsed(List<String> items) {
        ArrayNode array = Json.array();
        for (String item : items) array.add(Json.MAPPER.readTree(item));
        return array;
    }
}
