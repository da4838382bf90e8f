// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import dev.hansard.server.cli.HoldCommand.Common;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "How long messages are kept, and what the runs that erase them did. Answers are JSON.",
            "",
            "A rule that erases more than before waits for the approval of a second person and for the period of grace."
        })
final class RetentionCommand {
    private static final int POLL_MILLIS = 500;

    @Spec
    CommandSpec spec = CommandSpec.create();

    /** A rule and where it applies. */
    static final class Rule {
        enum Mode {
            KEEP_ALL,
            KEEP_CURRENT,
            DELETE_AFTER
        }

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                defaultValue = "workspace",
                description = "workspace, public, private, direct, or a conversation's id (default: workspace).")
        String scope = "workspace";

        @Option(
                names = "--keep-current",
                description = "Keep messages as they stand; erase earlier versions and deleted messages.")
        boolean keepCurrent;

        @Option(names = "--delete-after", paramLabel = "DAYS", description = "Erase messages at this age.")
        @Nullable
        Integer days;

        @Option(
                names = "--minimum",
                paramLabel = "DAYS",
                description = "Statutory minimum: erase nothing that is younger, whoever asks.")
        int minimum;

        ObjectNode addTo(ObjectNode request) {
            Mode mode = days != null ? Mode.DELETE_AFTER : keepCurrent ? Mode.KEEP_CURRENT : Mode.KEEP_ALL;
            return request.put("scope", scope)
                    .put("mode", mode.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .put("days", days == null ? 0 : days)
                    .put("minimumDays", minimum);
        }
    }

    @Command(name = "get", mixinStandardHelpOptions = true, description = "Shows the rules and what waits.")
    int get(@Mixin Common common) {
        return show(common.server.connect().get("/admin/retention?" + common.query()));
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = "Sets a rule; without an option that says how long, everything is kept.")
    int set(@Mixin Common common, @Mixin Rule rule) {
        return show(common.server.connect().post("/admin/retention", rule.addTo(common.request())));
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes a rule; the wider one applies.")
    int remove(
            @Mixin Common common,
            @Option(names = "--scope", defaultValue = "workspace", description = "As for set.") String scope) {
        return show(common.server
                .connect()
                .post("/admin/retention", common.request().put("scope", scope)));
    }

    @Command(name = "approve", mixinStandardHelpOptions = true, description = "Approves what another person asked for.")
    int approve(@Mixin Common common, @Parameters(paramLabel = "CHANGE") String change) {
        return show(common.server
                .connect()
                .post("/admin/retention/approve", common.request().put("change", change)));
    }

    @Command(name = "cancel", mixinStandardHelpOptions = true, description = "Cancels a change that waits.")
    int cancel(@Mixin Common common, @Parameters(paramLabel = "CHANGE") String change) {
        return show(common.server
                .connect()
                .post("/admin/retention/cancel", common.request().put("change", change)));
    }

    @Command(name = "preview", mixinStandardHelpOptions = true, description = "Counts what a rule would erase now.")
    int preview(@Mixin Common common, @Mixin Rule rule) {
        return show(common.server.connect().post("/admin/retention/preview", rule.addTo(common.request())));
    }

    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            description = "Starts a run and waits for its report; Ctrl-C only stops waiting.")
    int run(@Mixin Common common) throws InterruptedException {
        AdminClient client = common.server.connect();
        String run = client.post("/admin/retention/run", common.request())
                .path("run")
                .asString("");
        while (true) {
            for (JsonNode each :
                    client.get("/admin/retention/runs?" + common.query()).path("runs")) {
                if (each.path("run").asString("").equals(run) && each.has("report")) return show(each);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    @Command(name = "report", mixinStandardHelpOptions = true, description = "Shows the reports of the last runs.")
    int report(
            @Mixin Common common,
            @Option(names = "--last", defaultValue = "10", description = "How many (default: 10).") int last) {
        return show(common.server.connect().get("/admin/retention/runs?" + common.query() + "&limit=" + last));
    }

    @Command(
            name = "erase",
            mixinStandardHelpOptions = true,
            description = "Has a message, or all that a person wrote, erased as soon as nothing stands against it.")
    int erase(
            @Mixin Common common,
            @Option(names = "--user", paramLabel = "WHO", description = "All that this person wrote.") @Nullable
                    String user,
            @Option(names = "--channel", paramLabel = "ID", description = "With --ts: one message.") @Nullable
                    String channel,
            @Option(names = "--ts", paramLabel = "TS", description = "Of the message.") @Nullable String ts,
            @Option(
                            names = "--authority",
                            required = true,
                            description = "Number of the request; no personal data, for it stays.")
                    String authority) {
        ObjectNode request = common.request().put("authority", authority);
        if (user != null) request.put("user", user);
        if (channel != null) request.put("channel", channel);
        if (ts != null) request.put("ts", ts);
        return show(common.server.connect().post("/admin/erasures", request));
    }

    private int show(JsonNode answer) {
        spec.commandLine().getOut().println(answer.toPrettyString());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
