// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import dev.hansard.server.cli.HoldCommand.Common;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "case",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CaseSearchCommand.class,
        description = {
            "E-discovery cases: who may search, read and audit what a workspace's people wrote. Answers are JSON.",
            "",
            "A role that opens content waits until a second person asks for the same: an owner after the operator, or the "
                    + "operator after an owner."
        })
final class CaseCommand {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(name = "open", mixinStandardHelpOptions = true, description = "Opens a case.")
    int open(
            @Mixin Common common,
            @Option(names = "--name", required = true, description = "Of the case.") String name,
            @Option(names = "--reason", required = true, description = "Why.") String reason) {
        return show(common.server
                .connect()
                .post("/admin/cases", common.request().put("name", name).put("reason", reason)));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists open cases.")
    int list(@Mixin Common common, @Option(names = "--closed", description = "Closed ones too.") boolean closed) {
        return show(common.server.connect().get("/admin/cases?" + common.query() + "&closed=" + closed));
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a case, its people, holds, searches.")
    int show(@Mixin Common common, @Parameters(paramLabel = "CASE") String id) {
        return show(common.server.connect().get(path(id) + '?' + common.query()));
    }

    @Command(name = "grant", mixinStandardHelpOptions = true, description = "Gives a person a role in a case.")
    int grant(
            @Mixin Common common,
            @Parameters(paramLabel = "CASE") String id,
            @Option(names = "--user", required = true, paramLabel = "WHO", description = "Handle, address or id.")
                    String user,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            description = "investigator, reviewer or auditor.")
                    String role) {
        return show(common.server
                .connect()
                .post(path(id) + "/grant", common.request().put("user", user).put("role", role)));
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Takes a person's role at once.")
    int revoke(
            @Mixin Common common,
            @Parameters(paramLabel = "CASE") String id,
            @Option(names = "--user", required = true, paramLabel = "WHO", description = "Handle, address or id.")
                    String user) {
        return show(common.server
                .connect()
                .post(path(id) + "/revoke", common.request().put("user", user)));
    }

    @Command(name = "attach", mixinStandardHelpOptions = true, description = "Makes a hold part of a case.")
    int attach(
            @Mixin Common common,
            @Parameters(paramLabel = "CASE", index = "0") String id,
            @Parameters(paramLabel = "HOLD", index = "1") String hold) {
        return show(common.server
                .connect()
                .post(path(id) + "/holds", common.request().put("hold", hold)));
    }

    @Command(
            name = "close",
            mixinStandardHelpOptions = true,
            description = "Ends all access to content through a case; its holds stay.")
    int close(
            @Mixin Common common,
            @Parameters(paramLabel = "CASE") String id,
            @Option(names = "--reason", required = true, description = "Why.") String reason) {
        return show(common.server
                .connect()
                .post(path(id) + "/close", common.request().put("reason", reason)));
    }

    @Command(
            name = "reopen",
            mixinStandardHelpOptions = true,
            description = "Takes a closing back; who may read has to be granted anew.")
    int reopen(
            @Mixin Common common,
            @Parameters(paramLabel = "CASE") String id,
            @Option(names = "--reason", required = true, description = "Why.") String reason) {
        return show(common.server
                .connect()
                .post(path(id) + "/reopen", common.request().put("reason", reason)));
    }

    static String path(String id) {
        return "/admin/cases/" + AdminClient.encode(id);
    }

    private int show(JsonNode answer) {
        spec.commandLine().getOut().println(answer.toPrettyString());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
