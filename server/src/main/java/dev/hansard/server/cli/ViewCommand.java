// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "view",
        mixinStandardHelpOptions = true,
        description = {
            "Shows a conversation as one person saw it at one moment: messages, name, topic and members of then.",
            "",
            "Edits and deletions count when they had happened by then; what was erased since stays erased. The answer is JSON, "
                    + "newest message first. Each look is on the audit trail."
        })
final class ViewCommand implements Callable<Integer> {
    @Option(names = "--workspace", required = true, paramLabel = "NAME", description = "Name, domain or id.")
    String workspace = "";

    @Option(names = "--channel", required = true, paramLabel = "NAME", description = "Id, or the name that it has now.")
    String channel = "";

    @Option(names = "--seen-by", required = true, paramLabel = "WHO", description = "Handle, id or e-mail address.")
    String person = "";

    @Option(names = "--as-of", required = true, paramLabel = "TIME", description = "Such as 2024-01-31T08:00:00Z.")
    String moment = "";

    @Option(
            names = "--thread",
            paramLabel = "TS",
            description = "The thread of this root, instead of the conversation.")
    @Nullable
    String thread;

    @Option(names = "--latest", paramLabel = "TS", description = "Only messages before this ts.")
    @Nullable
    String latest;

    @Option(names = "--limit", defaultValue = "1000", paramLabel = "N", description = "At most 10000 (default: 1000).")
    int limit = 1_000;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to put the answer; default: standard output.")
    @Nullable
    Path out;

    @Mixin
    ServerOptions server = new ServerOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (out != null && Files.exists(out)) throw new CommandFailed(out + " exists already");
        ObjectNode order = JsonMapper.shared().createObjectNode();
        order.put("workspace", workspace);
        order.put("channel", channel);
        order.put("seen_by", person);
        order.put("as_of", moment);
        order.put("thread", thread);
        order.put("latest", latest);
        order.put("limit", limit);
        JsonNode answer = server.connect().post("/admin/views", order);
        String text = answer.toPrettyString() + "\n";
        if (out != null) {
            Files.writeString(out, text);
        } else {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
