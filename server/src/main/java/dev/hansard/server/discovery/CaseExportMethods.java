// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.discovery;

import dev.hansard.api.TokenKind;
import dev.hansard.audit.export.job.ExportJob;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.Json;
import dev.hansard.server.discovery.CaseExports.Asked;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code discovery.cases.exports.*}. */
@Component
final class CaseExportMethods implements ApiFamily {
    private final CaseExports exports;

    CaseExportMethods(CaseExports exports) {
        this.exports = exports;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(spec("start", "write"), this::start),
                ApiMethod.of(spec("list", "read"), this::list),
                ApiMethod.of(spec("info", "read"), this::info),
                ApiMethod.of(spec("cancel", "write"), this::cancel));
    }

    private static MethodSpec spec(String name, String right) {
        return MethodSpec.of("discovery.cases.exports." + name, Tier.TIER3, "discovery:" + right)
                .withTokens(TokenKind.USER);
    }

    private ObjectNode start(ApiCall call) {
        Asked asked = asked(call);
        String search = call.args().required("search_id");
        return shown(
                call,
                exports.start(
                        asked,
                        search,
                        call.args().text("format", "jsonl"),
                        call.args().filled("reason")));
    }

    private ObjectNode list(ApiCall call) {
        List<ExportJob> found = exports.list(asked(call));
        ObjectNode answer = Json.object();
        var array = answer.putArray("exports");
        found.forEach(job -> array.add(json(call, job)));
        return answer;
    }

    private ObjectNode info(ApiCall call) {
        return shown(call, exports.find(asked(call), call.args().required("export_id")));
    }

    private ObjectNode cancel(ApiCall call) {
        return shown(call, exports.cancel(asked(call), call.args().required("export_id")));
    }

    private static Asked asked(ApiCall call) {
        return new Asked(call.workspace(), call.args().required("case_id"), call.actor(), call.origin());
    }

    private static ObjectNode shown(ApiCall call, ExportJob job) {
        ObjectNode answer = Json.object();
        answer.set("export", json(call, job));
        return answer;
    }

    private static ObjectNode json(ApiCall call, ExportJob job) {
        boolean underWay = job.state().isUnderWay();
        ObjectNode json = Json.object();
        json.put("id", job.id());
        json.put("state", job.state().wire());
        if (job.failure() != null) json.put("failure", job.failure());
        json.put("format", job.request().format());
        json.put("position", job.request().position());
        json.put("requester", job.request().authority().requester());
        json.put("fraction", underWay ? job.progress().fraction() : 1);
        json.put("messages", job.progress().items());
        json.put("failed", job.failed());
        json.put("exceptions", job.exceptions());
        json.put("size", job.size());
        if (job.sha256() == null) return json;
        json.put("sha256", job.sha256());
        String path = "/discovery/cases/" + job.request().authority().caseId() + "/exports/" + job.id();
        return json.put("url_private_download", call.baseUrl() + path);
    }
}
