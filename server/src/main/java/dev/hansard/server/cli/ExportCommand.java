// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        name = "export",
        mixinStandardHelpOptions = true,
        subcommands = {
            ExportCommands.Listing.class,
            ExportCommands.Get.class,
            ExportCommands.Cancel.class,
            ExportCommands.Delete.class
        },
        description = {
            "Hands over what was said in a workspace, with all versions, reports, proofs and a signed manifest.",
            "",
            "The export is made in the server and kept there; Ctrl-C only stops watching, and 'export get ID' goes on. "
                    + "What all options ask for must hold; an option given twice asks for either."
        })
final class ExportCommand implements Callable<Integer> {
    @Option(names = "--workspace", paramLabel = "NAME", description = "Name, domain or id of the workspace.")
    @Nullable
    String workspace;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "jsonl",
            description = "jsonl (default), slack, slack-uploads, rsmf, eml, actiance, csv, concordance or edrm.")
    String format = "jsonl";

    @Option(names = "--out", paramLabel = "FILE", description = "Where to put the ZIP file.")
    @Nullable
    Path out;

    @Option(names = "--channel", paramLabel = "NAME", description = "Only this conversation, by name or id.")
    List<String> channels = List.of();

    @Mixin
    ScopeOptions scope = new ScopeOptions();

    @Option(
            names = "--subject",
            paramLabel = "WHO",
            description = "This person's own data and nobody else's, for a request of theirs; sets the format.")
    @Nullable
    String subject;

    @Option(names = "--position", paramLabel = "N", description = "As of this position of the record (default: now).")
    @Nullable
    Long position;

    @Option(names = "--matter", paramLabel = "TEXT", description = "What it is for, for the collection record.")
    @Nullable
    String matter;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the collection record.")
    @Nullable
    String reason;

    @Mixin
    ServerOptions server = new ServerOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (workspace == null) throw new CommandFailed("name the workspace with --workspace");
        if (out == null) throw new CommandFailed("name the file to write with --out");
        if (Files.exists(out)) throw new CommandFailed(out + " exists already");
        if (subject != null && !(scope.people.isEmpty() && scope.custodians.isEmpty() && scope.keyword == null)) {
            throw new CommandFailed("--subject goes without --person, --custodian and --keyword");
        }
        AdminClient client = server.connect();
        JsonNode job = client.post("/admin/exports", order());
        String id = job.path("id").asString("");
        spec.commandLine().getErr().println("Export " + id);
        return new ExportFetch(client, spec, id).fetch(out);
    }

    private ObjectNode order() {
        ObjectNode order = JsonMapper.shared().createObjectNode();
        order.put("workspace", workspace);
        order.put("format", subject == null ? format : "subject");
        channels.forEach(order.putArray("channels")::add);
        scope.addTo(order);
        if (subject != null) order.withArray("authors").add(subject);
        order.put("from", scope.from == null ? null : scope.from.text());
        order.put("to", scope.to == null ? null : scope.to.text());
        order.put("position", position);
        order.put("matter", matter);
        order.put("reason", reason);
        return order;
    }

    static String words(JsonNode job) {
        return String.format(
                "%s  %-9s  %-13s %,12d messages  %,14d bytes  %s%s",
                job.path("id").asString(""),
                job.path("state").asString(""),
                job.path("request").path("format").asString(""),
                job.path("items").asLong(),
                job.path("size").asLong(),
                job.path("asked").asString(""),
                job.path("failure").isString() ? "  " + job.path("failure").asString() : "");
    }
}
