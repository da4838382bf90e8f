// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Erases what people wrote, for ever: the keys of that content are destroyed.",
            "",
            "That something was said, by whom and when, stays on the record; what was said does not. A legal hold or a "
                    + "statutory minimum keeps content from being erased."
        },
        subcommands = {EraseCommand.Message.class, EraseCommand.Person.class, EraseCommand.Status.class})
final class EraseCommand {
    /** On what ground. */
    static final class Ground {
        @Option(
                names = "--workspace",
                paramLabel = "NAME",
                defaultValue = "demo",
                description = "Name, domain or id of the workspace (default: demo).")
        String workspace = "demo";

        @Option(
                names = "--authority",
                required = true,
                paramLabel = "TEXT",
                description = "What the decision rests on, such as the number of a request. It stays on the record: "
                        + "no names.")
        String authority = "";

        @Option(
                names = "--reason",
                paramLabel = "REASON",
                defaultValue = "request",
                description = "request, policy, retention or operator (default: request).")
        String reason = "request";

        ObjectNode request() {
            return JsonMapper.shared()
                    .createObjectNode()
                    .put("workspace", workspace)
                    .put("authority", authority)
                    .put("reason", reason);
        }
    }

    @Command(name = "message", mixinStandardHelpOptions = true, description = "Erases one message in all its versions.")
    static final class Message implements Callable<Integer> {
        @Option(names = "--channel", required = true, paramLabel = "ID", description = "Id of the channel.")
        String channel = "";

        @Option(names = "--ts", required = true, paramLabel = "TS", description = "The message's ts.")
        String ts = "";

        @Mixin
        Ground ground = new Ground();

        @Mixin
        ServerOptions server = new ServerOptions();

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            ObjectNode request = ground.request().put("channel", channel).put("ts", ts);
            JsonNode answer = server.connect().post("/admin/erasures/message", request);
            boolean erased = answer.path("erased").asBoolean();
            return say(spec, erased ? "The message is erased." : "The message was erased before.");
        }
    }

    @Command(name = "person", mixinStandardHelpOptions = true, description = "Erases all that a person wrote so far.")
    static final class Person implements Callable<Integer> {
        @Option(names = "--user", required = true, paramLabel = "WHO", description = "Handle, id or e-mail address.")
        String user = "";

        @Mixin
        Ground ground = new Ground();

        @Mixin
        ServerOptions server = new ServerOptions();

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            JsonNode answer = server.connect()
                    .post("/admin/erasures/person", ground.request().put("user", user));
            return say(
                    spec,
                    "Erasing all that " + answer.path("user").asString("")
                            + " wrote. It goes on in the server, also after a restart; ./hansard erase status shows when"
                            + " it is done.");
        }
    }

    @Command(name = "status", mixinStandardHelpOptions = true, description = "Shows whose erasure is under way.")
    static final class Status implements Callable<Integer> {
        @Mixin
        ServerOptions server = new ServerOptions();

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            JsonNode running = server.connect().get("/admin/erasures");
            if (running.isEmpty()) return say(spec, "No erasure is under way.");
            for (JsonNode job : running) {
                say(
                        spec,
                        "%s of %s: %s %s"
                                .formatted(
                                        text(job, "user"),
                                        text(job, "workspace"),
                                        text(job, "reason"),
                                        text(job, "authority")));
            }
            return 0;
        }

        private static String text(JsonNode job, String field) {
            return job.path(field).asString("");
        }
    }

    private static int say(CommandSpec spec, String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
