// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.discovery;

import dev.hansard.api.CaseCommands.AttachHold;
import dev.hansard.api.CaseCommands.CloseCase;
import dev.hansard.api.CaseCommands.GrantCaseRole;
import dev.hansard.api.CaseCommands.OpenCase;
import dev.hansard.api.CaseCommands.ReopenCase;
import dev.hansard.api.CaseCommands.RevokeCaseRole;
import dev.hansard.api.CaseCommands.RoleGrant;
import dev.hansard.api.CaseKey;
import dev.hansard.api.CaseQueries.CaseView;
import dev.hansard.api.CaseQueries.CheckCase;
import dev.hansard.api.CaseQueries.FindCase;
import dev.hansard.api.CaseQueries.ListCases;
import dev.hansard.api.CaseQueries.Right;
import dev.hansard.api.CaseRole;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.HoldScope;
import dev.hansard.api.HoldText;
import dev.hansard.api.Ids;
import dev.hansard.api.PersonKey;
import dev.hansard.api.PreservationCommands.CreateCaseHold;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.Rejection;
import dev.hansard.api.TokenKind;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.PersonView;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiError;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.CaseJson;
import dev.hansard.edge.wire.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Cases, who is in them, and their holds. Slack has no such methods; they follow its conventions. */
@Component
final class CaseMethods implements ApiFamily {
    private final Backend backend;

    CaseMethods(Backend backend) {
        this.backend = backend;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(spec("open", "write"), this::open),
                ApiMethod.of(spec("list", "read"), this::list),
                ApiMethod.of(spec("info", "read"), this::info),
                ApiMethod.of(spec("grant", "write"), this::grant),
                ApiMethod.of(spec("revoke", "write"), this::revoke),
                ApiMethod.of(spec("close", "write"), this::close),
                ApiMethod.of(spec("reopen", "write"), this::reopen),
                ApiMethod.of(spec("holds.attach", "write"), this::attach),
                ApiMethod.of(spec("holds.create", "write"), this::hold));
    }

    static MethodSpec spec(String name, String right) {
        return MethodSpec.of("discovery.cases." + name, Tier.TIER3, "discovery:" + right)
                .withTokens(TokenKind.USER);
    }

    private ObjectNode open(ApiCall call) {
        String id = Ids.random('M');
        backend.carryOut(
                call,
                new OpenCase(
                        key(call), id, call.args().required("name"), call.args().required("reason"), call.actor()));
        return shown(call, id);
    }

    private ObjectNode list(ApiCall call) {
        boolean closed = call.args().flag("include_closed", false);
        List<CaseView> cases = backend.ask(new ListCases(call.workspace(), closed, call.actor()));
        ObjectNode answer = Json.object();
        var array = answer.putArray("cases");
        cases.forEach(each -> array.add(CaseJson.of(each)));
        return answer;
    }

    private ObjectNode info(ApiCall call) {
        return shown(call, call.args().required("case_id"));
    }

    private ObjectNode grant(ApiCall call) {
        String id = call.args().required("case_id");
        UserId user = call.args().requiredUser("user");
        CaseRole role = role(call.args().required("role"));
        check(call, id, Right.MANAGE);
        PersonView person = backend.person(new PersonKey(call.workspace(), user));
        if (person.bot() != null) throw ApiError.invalid("a bot has no role in a case: user");
        Rejection.unless(!person.deactivated(), ErrorCode.USER_DISABLED);
        RoleGrant grant = backend.send(call, new GrantCaseRole(key(call), id, user, role, call.actor()));
        return Json.object().put("waiting_for_approval", grant.waiting());
    }

    private ObjectNode revoke(ApiCall call) {
        String id = call.args().required("case_id");
        UserId user = call.args().requiredUser("user");
        backend.carryOut(call, new RevokeCaseRole(key(call), id, user, call.actor()));
        return Json.object();
    }

    private ObjectNode close(ApiCall call) {
        String id = call.args().required("case_id");
        backend.carryOut(call, new CloseCase(key(call), id, call.args().required("reason"), call.actor()));
        return Json.object();
    }

    private ObjectNode reopen(ApiCall call) {
        String id = call.args().required("case_id");
        backend.carryOut(call, new ReopenCase(key(call), id, call.args().required("reason"), call.actor()));
        return Json.object();
    }

    private ObjectNode attach(ApiCall call) {
        String id = call.args().required("case_id");
        backend.carryOut(call, new AttachHold(key(call), id, call.args().required("hold_id"), call.actor()));
        return Json.object();
    }

    /** A crash in between leaves a hold that is part of no case, never a case without its hold. */
    private ObjectNode hold(ApiCall call) {
        String id = call.args().required("case_id");
        String hold = Ids.random('H');
        var scope = new HoldScope(
                new HashSet<>(call.args().users("users")),
                new HashSet<>(CaseSearchMethods.channels(call)),
                call.args().flag("only_authored", false),
                call.args().flag("only_direct", false),
                call.args().ts("oldest", ErrorCode.INVALID_TS_OLDEST),
                call.args().ts("latest", ErrorCode.INVALID_TS_LATEST));
        var text = new HoldText(
                call.args().required("name"),
                call.args().required("reason"),
                call.args().list("queries"));
        var rules = new PreservationKey(call.workspace());
        backend.carryOut(call, new CreateCaseHold(rules, hold, id, scope, text, call.actor()));
        backend.carryOut(call, new AttachHold(key(call), id, hold, call.actor()));
        return Json.object().put("hold_id", hold);
    }

    private ObjectNode shown(ApiCall call, String id) {
        CaseView view = backend.ask(new FindCase(call.workspace(), id, call.actor()));
        ObjectNode answer = Json.object();
        answer.set("case", CaseJson.of(view));
        return answer;
    }

    private void check(ApiCall call, String id, Right right) {
        backend.<Long>ask(new CheckCase(call.workspace(), id, right, call.actor()));
    }

    private static CaseKey key(ApiCall call) {
        return new CaseKey(call.workspace());
    }

    private static CaseRole role(String text) {
        try {
            return CaseRole.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid("must be investigator, reviewer or auditor: role");
        }
    }
}
