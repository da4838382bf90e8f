// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.search;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Rejection;
import dev.hansard.api.SearchQueries.FindMessages;
import dev.hansard.api.SearchQueries.Found;
import dev.hansard.api.SearchQueries.Hit;
import dev.hansard.api.SearchQueries.Sort;
import dev.hansard.api.TokenKind;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiError;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.Json;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code search.messages}, {@code search.files} and {@code search.all}, for people's own tokens. */
@Component
final class SearchMethods implements ApiFamily {

    private final Backend backend;
    private final MatchJson matches;

    SearchMethods(Backend backend, MatchJson matches) {
        this.backend = backend;
        this.matches = matches;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(forPeople("search.messages"), this::messages),
                ApiMethod.of(forPeople("search.files"), SearchMethods::files),
                ApiMethod.of(forPeople("search.all"), this::all));
    }

    private static MethodSpec forPeople(String name) {
        return MethodSpec.of(name, Tier.TIER2, "search:read").withTokens(TokenKind.USER);
    }

    private ObjectNode messages(ApiCall call) {
        ObjectNode answer = Json.object().put("query", query(call));
        answer.set("messages", found(call));
        return answer;
    }

    private static ObjectNode files(ApiCall call) {
        ObjectNode answer = Json.object().put("query", query(call));
        answer.set("files", nothing(call));
        return answer;
    }

    private ObjectNode all(ApiCall call) {
        ObjectNode answer = messages(call);
        answer.set("files", nothing(call));
        answer.putObject("posts").put("total", 0).putArray("matches");
        return answer;
    }

    private static String query(ApiCall call) {
        String query = call.args().filled("query");
        if (query == null) throw new Rejection(ErrorCode.NO_QUERY);
        return query;
    }

    private ObjectNode found(ApiCall call) {
        Paging paging = Paging.of(call.args());
        Found found = backend.ask(new FindMessages(
                call.workspace(),
                query(call),
                sort(call),
                ascending(call),
                paging.from(),
                paging.count(),
                call.args().flag("highlight", false),
                call.args().flag("explain", false),
                call.actor()));
        if (found.incomplete()) call.warn("incomplete_results");
        ObjectNode json = Json.object().put("total", found.total());
        paging.describe(json, found.total(), found.hits().size());
        ArrayNode array = json.putArray("matches");
        for (Hit hit : found.hits()) array.add(matches.match(call, hit));
        return json;
    }

    /** Hansard keeps no files yet. */
    private static ObjectNode nothing(ApiCall call) {
        ObjectNode json = Json.object().put("total", 0);
        Paging.of(call.args()).describe(json, 0, 0);
        json.putArray("matches");
        return json;
    }

    private static Sort sort(ApiCall call) {
        return switch (call.args().text("sort", "")) {
            case "", "score" -> Sort.SCORE;
            case "timestamp" -> Sort.TIME;
            default -> throw ApiError.invalid("must be score or timestamp: sort");
        };
    }

    private static boolean ascending(ApiCall call) {
        return switch (call.args().text("sort_dir", "")) {
            case "", "desc" -> false;
            case "asc" -> true;
            default -> throw ApiError.invalid("must be asc or desc: sort_dir");
        };
    }
}
