// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "hold",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Legal holds: what they cover can be erased by nobody and nothing until they are released.",
            "",
            "A hold without --user and --channel covers the whole workspace. Answers are JSON."
        })
final class HoldCommand {
    @Spec
    CommandSpec spec = CommandSpec.create();

    /** What all of them take. */
    static final class Common {
        @Option(names = "--workspace", required = true, paramLabel = "NAME", description = "Name, domain or id.")
        String workspace = "";

        @Mixin
        ServerOptions server = new ServerOptions();

        ObjectNode request() {
            return JsonMapper.shared().createObjectNode().put("workspace", workspace);
        }

        String query() {
            return "workspace=" + AdminClient.encode(workspace);
        }
    }

    /** What a hold covers. */
    static final class Scope {
        @Option(
                names = "--user",
                paramLabel = "WHO",
                split = ",",
                description = "Custodians: all that anybody wrote in conversations they are or were in.")
        List<String> users = List.of();

        @Option(names = "--channel", paramLabel = "ID", split = ",", description = "Conversations.")
        List<String> channels = List.of();

        @Option(names = "--query", paramLabel = "WORDS", description = "Only messages with this word or phrase.")
        List<String> queries = List.of();

        @Option(names = "--only-authored", description = "Only what the custodians wrote themselves.")
        boolean onlyAuthored;

        @Option(names = "--only-direct", description = "Of the custodians only direct messages.")
        boolean onlyDirect;

        @Option(
                names = "--from",
                paramLabel = "DATE",
                converter = Moment.Reader.class,
                description = "From this UTC day, or moment, on.")
        @Nullable
        Moment from;

        @Option(
                names = "--to",
                paramLabel = "DATE",
                converter = Moment.Reader.class,
                description = "Up to this UTC day, or moment, inclusive.")
        @Nullable
        Moment to;

        void addTo(ObjectNode request) {
            users.forEach(request.putArray("users")::add);
            channels.forEach(request.putArray("channels")::add);
            queries.forEach(request.putArray("queries")::add);
            request.put("onlyAuthored", onlyAuthored).put("onlyDirect", onlyDirect);
            if (from != null) request.put("from", from.start().getEpochSecond() + ".000000");
            if (to != null) request.put("to", to.lastSecond() + ".999999");
        }
    }

    @Command(name = "create", mixinStandardHelpOptions = true, description = "Creates a hold.")
    int create(
            @Mixin Common common,
            @Mixin Scope scope,
            @Option(names = "--name", required = true, description = "Of the matter.") String name,
            @Option(names = "--reason", required = true, description = "Why.") String reason) {
        ObjectNode request = common.request().put("name", name).put("reason", reason);
        scope.addTo(request);
        return show(common.server.connect().post("/admin/holds", request));
    }

    @Command(name = "extend", mixinStandardHelpOptions = true, description = "Adds to what a hold covers.")
    int extend(
            @Mixin Common common,
            @Mixin Scope scope,
            @Parameters(paramLabel = "HOLD") String hold,
            @Option(names = "--reason", required = true, description = "Why.") String reason) {
        ObjectNode request = common.request().put("reason", reason);
        scope.addTo(request);
        return show(common.server.connect().post(path(hold) + "/extend", request));
    }

    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description = "Ends a hold; what waited for that is erased, unless another hold covers it.")
    int release(
            @Mixin Common common,
            @Parameters(paramLabel = "HOLD") String hold,
            @Option(names = "--reason", required = true, description = "Why.") String reason) {
        return show(common.server
                .connect()
                .post(path(hold) + "/release", common.request().put("reason", reason)));
    }

    @Command(name = "reactivate", mixinStandardHelpOptions = true, description = "Takes a release back.")
    int reactivate(
            @Mixin Common common,
            @Parameters(paramLabel = "HOLD") String hold,
            @Option(names = "--reason", required = true, description = "Why.") String reason) {
        return show(common.server
                .connect()
                .post(path(hold) + "/reactivate", common.request().put("reason", reason)));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists active holds.")
    int list(@Mixin Common common, @Option(names = "--released", description = "Released ones too.") boolean released) {
        return show(common.server.connect().get("/admin/holds?" + common.query() + "&released=" + released));
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a hold and its history.")
    int show(@Mixin Common common, @Parameters(paramLabel = "HOLD") String hold) {
        return show(common.server.connect().get(path(hold) + '?' + common.query()));
    }

    private static String path(String hold) {
        return "/admin/holds/" + AdminClient.encode(hold);
    }

    private int show(JsonNode answer) {
        spec.commandLine().getOut().println(answer.toPrettyString());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
