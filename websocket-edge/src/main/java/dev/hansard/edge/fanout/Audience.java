// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.PersonKey;
import dev.hansard.api.WorkspaceId;

/** Who a frame is for. Members are those after the event took effect. */
sealed interface Audience {
    record Members(ChannelKey channel) implements Audience {}

    record One(PersonKey person) implements Audience {}

    /** Everyone in the workspace but guests, who see only their own channels. */
    record Everyone(WorkspaceId workspace) implements Audience {}
}
