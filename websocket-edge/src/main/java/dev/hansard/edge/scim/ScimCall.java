// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.scim;

import dev.hansard.api.Actor;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands.Origin;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that the door has let in.
 *
 * @param method in upper case
 * @param id of a resource, null for all of a kind
 * @param baseUrl of the door, without a slash at the end
 * @param body an empty object where there was none
 */
record ScimCall(
        Actor actor,
        WorkspaceId workspace,
        Origin origin,
        String method,
        @Nullable String id,
        String baseUrl,
        Listing listing,
        Selection selection,
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        ObjectNode body) {}
