// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import dev.hansard.api.ProvisioningQueries.ListUsergroups;
import dev.hansard.api.ProvisioningViews.Usergroup;
import dev.hansard.api.ProvisioningViews.Usergroups;
import dev.hansard.axon.bus.Queries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Lists user groups; members are read only where they are asked for. */
record GroupList(Queries queries, ScimCall call) {
    private static final int PAGE = 100;

    ObjectNode answer() {
        Listing listing = call.listing();
        ScimFilter filter = listing.filter();
        boolean members = !call.selection().leavesOut("members");
        if (filter == null) {
            Usergroups page = page(null, null, listing.offset(), listing.count(), members);
            return listing.answer(page.items().stream().map(this::shown).toList(), page.total());
        }
        String id = filter.mustEqual("id");
        List<String> ids = id == null ? null : List.of(id);
        String name = filter.mustEqual("displayName");
        var resources = new GroupResource(call.baseUrl());
        var found = new ArrayList<ObjectNode>();
        long total = 0;
        for (long offset = 0; ; offset += PAGE) {
            Usergroups page = page(name, ids, offset, PAGE, members || filter.mentions("members"));
            for (Usergroup group : page.items()) {
                if (!filter.matches(resources.of(group))) continue;
                if (total >= listing.offset() && found.size() < listing.count()) found.add(shown(group));
                total++;
            }
            if (page.items().size() < PAGE) return listing.answer(found, total);
        }
    }

    private Usergroups page(
            @Nullable String name, @Nullable List<String> ids, long offset, int limit, boolean members) {
        return queries.ask(new ListUsergroups(call.workspace(), name, ids, offset, limit, members));
    }

    private ObjectNode shown(Usergroup group) {
        return call.selection().of(new GroupResource(call.baseUrl()).of(group));
    }
}
