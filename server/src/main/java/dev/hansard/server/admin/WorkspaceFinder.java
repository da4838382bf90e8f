// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.ChannelId;
import dev.hansard.api.DirectoryQueries.FindPersonBy;
import dev.hansard.api.DirectoryQueries.FindWorkspaceByName;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.PersonView;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Queries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Understands what an operator calls a workspace, a person or a conversation. */
@Component
class WorkspaceFinder {
    private final Queries queries;

    WorkspaceFinder(Queries queries) {
        this.queries = queries;
    }

    /** By name, domain or id. */
    WorkspaceId workspace(@Nullable String text) {
        if (text == null) throw new Rejection(ErrorCode.MISSING_ARGUMENT, "workspace is missing");
        @Nullable WorkspaceView found = queries.ask(new FindWorkspaceByName(text));
        if (found == null) throw new Rejection(ErrorCode.TEAM_NOT_FOUND, "there is no workspace " + text);
        return found.id();
    }

    /** By handle or e-mail address; an id is taken as it is, for people may be gone. */
    UserId person(WorkspaceId workspace, String text) {
        boolean address = text.contains("@");
        @Nullable
        PersonView found = queries.ask(new FindPersonBy(workspace, address ? null : text, address ? text : null));
        if (found != null) return found.key().user();
        try {
            return new UserId(text);
        } catch (IllegalArgumentException e) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "nobody is known as " + text + " there");
        }
    }

    ChannelId channel(String text) {
        try {
            return new ChannelId(text);
        } catch (IllegalArgumentException e) {
            throw new Rejection(ErrorCode.CHANNEL_NOT_FOUND, text + " is not the id of a conversation");
        }
    }
}
