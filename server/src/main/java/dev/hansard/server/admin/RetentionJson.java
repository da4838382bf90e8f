// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.admin;

import dev.hansard.api.ErasureTarget;
import dev.hansard.api.PreservationQueries.Decided;
import dev.hansard.api.PreservationQueries.ErasureRequest;
import dev.hansard.api.PreservationQueries.RetentionView;
import dev.hansard.api.PreservationQueries.RunView;
import dev.hansard.api.RetentionRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How rules and runs look at the admin door. */
final class RetentionJson {
    private RetentionJson() {}

    static Map<String, Object> of(RetentionView view) {
        var json = new LinkedHashMap<String, Object>();
        json.put("installation", rule(view.installation()));
        json.put("rules", decided(view.rules()));
        json.put("coming", decided(view.coming()));
        json.put("waiting", decided(view.waiting()));
        json.put("requests", view.requests().stream().map(RetentionJson::of).toList());
        json.put("next_run", view.next());
        return json;
    }

    static Map<String, Object> of(RunView run) {
        var json = new LinkedHashMap<String, Object>();
        json.put("run", run.run());
        json.put("cause", run.cause().name().toLowerCase(Locale.ROOT));
        json.put("by", run.by().value());
        json.put("started", run.started());
        if (run.report() != null) {
            json.put("finished", run.finished());
            json.put("report", run.report());
        }
        return json;
    }

    private static List<Map<String, Object>> decided(List<Decided> all) {
        return all.stream().map(RetentionJson::of).toList();
    }

    private static Map<String, Object> of(Decided decided) {
        var json = new LinkedHashMap<String, Object>();
        json.put("change", decided.change());
        json.put("scope", decided.scope().toString());
        json.put("rule", rule(decided.rule()));
        json.put("by", decided.by().value());
        if (decided.approvedBy() != null)
            json.put("approved_by", decided.approvedBy().value());
        if (decided.effective() != null) json.put("effective", decided.effective());
        return json;
    }

    private static Map<String, Object> of(ErasureRequest request) {
        ErasureTarget target = request.target();
        var json = new LinkedHashMap<String, Object>();
        json.put("request", request.request());
        json.put("authority", request.erasure().authority());
        json.put("at", request.at());
        if (target.person() != null) json.put("user", target.person().value());
        if (target.channel() != null) json.put("channel", target.channel().value());
        if (target.ts() != null) json.put("ts", target.ts().toString());
        return json;
    }

    /** In words, as the command line shows and takes it. */
    private static String rule(@Nullable RetentionRule rule) {
        if (rule == null) return "none";
        String text = rule.mode().name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (rule.days() > 0) text += " " + rule.days();
        return rule.minimumDays() > 0 ? text + ", minimum " + rule.minimumDays() : text;
    }
}
