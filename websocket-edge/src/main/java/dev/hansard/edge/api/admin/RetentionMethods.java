// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.admin;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Ids;
import dev.hansard.api.PreservationCommands.ApproveRetention;
import dev.hansard.api.PreservationCommands.RetentionChange;
import dev.hansard.api.PreservationCommands.SetRetention;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.PreservationQueries.ChannelRetention;
import dev.hansard.api.PreservationQueries.FindChannelRetention;
import dev.hansard.api.Rejection;
import dev.hansard.api.RetentionRule;
import dev.hansard.api.RetentionScope;
import dev.hansard.api.TokenKind;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Retention of single conversations. */
@Component
final class RetentionMethods implements ApiFamily {
    private final Backend backend;

    RetentionMethods(Backend backend) {
        this.backend = backend;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(spec("setCustomRetention", "write"), this::set),
                ApiMethod.of(spec("getCustomRetention", "read"), this::get),
                ApiMethod.of(spec("removeCustomRetention", "write"), this::remove),
                ApiMethod.of(
                        MethodSpec.of("hansard.retention.approve", Tier.TIER2, "admin.conversations:write")
                                .withTokens(TokenKind.USER),
                        this::approve));
    }

    private static MethodSpec spec(String name, String right) {
        return MethodSpec.of("admin.conversations." + name, Tier.TIER2, "admin.conversations:" + right)
                .withTokens(TokenKind.USER);
    }

    private ObjectNode set(ApiCall call) {
        RetentionRule rule = RetentionRule.deleteAfter(days(call.args().filled("duration_days")));
        return change(call, rule);
    }

    private ObjectNode remove(ApiCall call) {
        return change(call, null);
    }

    private ObjectNode get(ApiCall call) {
        RetentionRule own = find(call, call.channel("channel_id")).own();
        boolean enabled = own != null && own.mode() == RetentionRule.Mode.DELETE_AFTER;
        int days = own == null ? 0 : own.days();
        return Json.object().put("is_policy_enabled", enabled).put("duration_days", days);
    }

    /** Of any scope; Slack has no such method. */
    private ObjectNode approve(ApiCall call) {
        RetentionChange change = backend.send(
                call,
                new ApproveRetention(
                        new PreservationKey(call.workspace()),
                        call.args().required("change_id"),
                        call.now(),
                        call.actor()));
        return Json.object().put("effective_at", change.effective());
    }

    /** Slack's clients look at {@code ok} alone; ours are told whether a second admin or time is waited for. */
    private ObjectNode change(ApiCall call, @Nullable RetentionRule rule) {
        ChannelKey channel = call.channel("channel_id");
        ChannelRetention now = find(call, channel);
        Rejection.unless(!now.kind().isDirect(), ErrorCode.CHANNEL_TYPE_NOT_SUPPORTED);
        RetentionChange change = backend.send(
                call,
                new SetRetention(
                        new PreservationKey(call.workspace()),
                        Ids.random('P'),
                        RetentionScope.of(channel.channel()),
                        rule,
                        now.kind(),
                        call.now(),
                        call.actor()));
        ObjectNode answer = Json.object();
        if (change.waiting()) answer.put("waiting_for_approval", change.change());
        else if (change.effective() > call.now().getEpochSecond()) answer.put("effective_at", change.effective());
        return answer;
    }

    private ChannelRetention find(ApiCall call, ChannelKey channel) {
        Rejection.unless(call.actor().role().isAdmin(), ErrorCode.NOT_AN_ADMIN);
        return backend.<ChannelRetention>ask(new FindChannelRetention(channel, call.actor()));
    }

    private static int days(@Nullable String text) {
        try {
            int days = text == null ? 0 : Integer.parseInt(text);
            if (days >= 1 && days <= RetentionRule.MAX_DAYS) return days;
        } catch (NumberFormatException e) {
            // The same answer as for a number out of range.
        }
        throw new Rejection(ErrorCode.INVALID_DURATION);
    }
}
