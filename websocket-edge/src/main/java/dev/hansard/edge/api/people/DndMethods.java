// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api.people;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.PersonCommands.EndSnooze;
import dev.hansard.api.PersonCommands.StartSnooze;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Rejection;
import dev.hansard.api.TokenKind;
import dev.hansard.api.Views.PersonView;
import dev.hansard.edge.api.ApiCall;
import dev.hansard.edge.api.ApiFamily;
import dev.hansard.edge.api.ApiMethod;
import dev.hansard.edge.api.Backend;
import dev.hansard.edge.api.MethodSpec;
import dev.hansard.edge.limits.Tier;
import dev.hansard.edge.wire.Json;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code dnd.info}, {@code dnd.setSnooze} and {@code dnd.endSnooze}. There is no daily schedule, so snoozing is all of it. */
@Component
final class DndMethods implements ApiFamily {

    /** Longest snooze: 60 days. */
    static final long MOST_MINUTES = 60 * 24 * 60;

    private static final long NEVER = 1;

    private final Backend backend;

    DndMethods(Backend backend) {
        this.backend = backend;
    }

    @Override
    public List<ApiMethod> methods() {
        return List.of(
                ApiMethod.of(MethodSpec.of("dnd.info", Tier.TIER3, "dnd:read"), this::info),
                ApiMethod.of(
                        MethodSpec.of("dnd.setSnooze", Tier.TIER2, "dnd:write").withTokens(TokenKind.USER),
                        this::setSnooze),
                ApiMethod.of(
                        MethodSpec.of("dnd.endSnooze", Tier.TIER2, "dnd:write").withTokens(TokenKind.USER),
                        this::endSnooze));
    }

    private ObjectNode info(ApiCall call) {
        PersonKey key = call.personOrSelf("user");
        ObjectNode answer = state(call, backend.person(key));
        if (!key.user().equals(call.user())) answer.retain("dnd_enabled", "next_dnd_start_ts", "next_dnd_end_ts");
        return answer;
    }

    private ObjectNode setSnooze(ApiCall call) {
        String sent = call.args().filled("num_minutes");
        if (sent == null) throw new Rejection(ErrorCode.MISSING_DURATION);
        long minutes = minutes(sent);
        Rejection.unless(minutes > 0, ErrorCode.SNOOZE_FAILED);
        Rejection.unless(minutes <= MOST_MINUTES, ErrorCode.TOO_LONG);
        long now = call.now().getEpochSecond();
        backend.carryOut(call, new StartSnooze(call.caller().person(), now + minutes * 60, now, call.actor()));
        ObjectNode answer = state(call, backend.person(call.caller().person()));
        return answer.retain("snooze_enabled", "snooze_endtime", "snooze_remaining", "snooze_is_indefinite");
    }

    private ObjectNode endSnooze(ApiCall call) {
        long now = call.now().getEpochSecond();
        backend.carryOut(call, new EndSnooze(call.caller().person(), now, call.actor()));
        return state(call, backend.person(call.caller().person()));
    }

    private static ObjectNode state(ApiCall call, PersonView person) {
        long now = call.now().getEpochSecond();
        boolean snoozing = person.snoozeUntil() > now;
        ObjectNode answer = Json.object();
        answer.put("dnd_enabled", false);
        answer.put("next_dnd_start_ts", NEVER);
        answer.put("next_dnd_end_ts", NEVER);
        answer.put("snooze_enabled", snoozing);
        if (snoozing) {
            answer.put("snooze_endtime", person.snoozeUntil());
            answer.put("snooze_remaining", person.snoozeUntil() - now);
            answer.put("snooze_is_indefinite", false);
        }
        return answer;
    }

    private static long minutes(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new Rejection(ErrorCode.SNOOZE_FAILED);
        }
    }
}
