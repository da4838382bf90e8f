// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.audit;

import dev.hansard.api.AuditAction;
import dev.hansard.edge.wire.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be in an entry: the actions by group, and the entities with the types of their fields. */
final class AuditSchemas {
    private record Schema(String type, List<String> fields) {}

    private static final List<Schema> SCHEMAS = List.of(
            new Schema("workspace", List.of("id:string", "name:string", "domain:string")),
            new Schema("user", List.of("id:string", "name:string", "email:string", "team:string")),
            new Schema(
                    "channel",
                    List.of(
                            "id:string",
                            "name:string",
                            "privacy:string",
                            "is_shared:bool",
                            "is_org_shared:bool",
                            "teams_shared_with:array")),
            new Schema("message", List.of("team:string", "channel:string", "timestamp:string")),
            new Schema("file", List.of("id:string")),
            new Schema("app", List.of("id:string")),
            new Schema("usergroup", List.of("id:string")),
            new Schema("role", List.of("id:string")),
            new Schema("legal_hold_policy", List.of("id:string")),
            new Schema("token", List.of("id:string")),
            new Schema("case", List.of("id:string")),
            new Schema("export", List.of("id:string")),
            new Schema("retention_policy", List.of("id:string")),
            new Schema("erasure", List.of("id:string")),
            new Schema("key", List.of("id:string")),
            new Schema("proof", List.of("id:string")),
            new Schema("read_model", List.of("id:string")),
            new Schema("record", List.of("id:string")));

    private AuditSchemas() {}

    static ObjectNode actions() {
        ObjectNode answer = Json.object();
        ObjectNode groups = answer.putObject("actions");
        for (AuditAction.Group group : AuditAction.Group.values()) groups.putArray(group.wire());
        for (AuditAction action : AuditAction.values()) {
            ((ArrayNode) groups.get(action.group().wire())).add(action.wire());
        }
        return answer;
    }

    static ObjectNode schemas() {
        ObjectNode answer = Json.object();
        ArrayNode all = answer.putArray("schemas");
        for (Schema schema : SCHEMAS) {
            ObjectNode fields = all.addObject().put("type", schema.type()).putObject(schema.type());
            for (String field : schema.fields()) {
                int colon = field.indexOf(':');
                fields.put(field.substring(0, colon), field.substring(colon + 1));
            }
        }
        return answer;
    }
}
