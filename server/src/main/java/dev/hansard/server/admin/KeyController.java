// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditEntity;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.content.KeyRing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /admin/keys/rotate}: replaces the key of a workspace or of all, and the master key on demand. */
@RestController
final class KeyController {
    private static final Logger LOG = LoggerFactory.getLogger(KeyController.class);

    private final ObjectProvider<KeyRing> keys;
    private final NamedPeople directory;
    private final OperatorTrail trail;

    KeyController(ObjectProvider<KeyRing> keys, NamedPeople directory, OperatorTrail trail) {
        this.keys = keys;
        this.directory = directory;
        this.trail = trail;
    }

    /** @param workspace name, domain or id; all when absent */
    record Request(@Nullable String workspace, boolean master) {}

    @PostMapping("/admin/keys/rotate")
    Map<String, Object> rotate(@RequestBody Request request) {
        KeyRing ring = keys.getIfAvailable();
        if (ring == null)
            throw new AdminRefused(HttpStatus.CONFLICT, "no_keys", "this server does not encrypt content");
        List<WorkspaceId> workspaces = request.workspace() == null
                ? ring.workspaces()
                : List.of(directory.workspace(request.workspace()).id());
        long groups = 0;
        for (WorkspaceId workspace : workspaces) {
            trail.record(OperatorTrail.workspace(AuditAction.KEY_ROTATED, workspace));
            groups += ring.rotate(workspace);
        }
        if (request.master()) {
            trail.record(OperatorTrail.installation(AuditAction.KEY_ROTATED, AuditEntity.Kind.KEY, "master"));
            ring.rotateMaster();
        }
        LOG.info(
                "Rotated the keys of {} workspaces, {} groups, master key: {}",
                workspaces.size(),
                groups,
                request.master());
        return Map.of("workspaces", workspaces.size(), "groups", groups, "master", request.master());
    }
}
