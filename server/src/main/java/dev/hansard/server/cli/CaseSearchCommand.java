// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import dev.hansard.server.cli.HoldCommand.Common;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = {
            "Searches a workspace within a case: earlier versions, deleted and held messages too. Counts what is found; "
                    + "with --read also reads it.",
            "",
            "What all options ask for must hold; an option given twice asks for either."
        })
final class CaseSearchCommand implements Callable<Integer> {
    private static final int PAGE = 200;
    private static final List<String> SUMS =
            List.of("looked_at", "messages", "edited", "deleted", "erased", "held", "unreadable");

    @Mixin
    Common common = new Common();

    @Parameters(paramLabel = "CASE", description = "Id of the case.")
    String id = "";

    @Mixin
    ScopeOptions scope = new ScopeOptions();

    @Option(names = "--channel", paramLabel = "ID", description = "Only this conversation.")
    List<String> channels = List.of();

    @Option(names = "--read", paramLabel = "N", description = "Reads so many, one JSON object a line.")
    int read;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        AdminClient client = common.server.connect();
        String search = client.post(CaseCommand.path(id) + "/searches", order())
                .path("search")
                .asString("");
        PrintWriter out = spec.commandLine().getOut();
        count(client, search, out);
        if (read > 0) read(client, search, out);
        out.flush();
        return 0;
    }

    private ObjectNode order() {
        ObjectNode order = common.request();
        scope.addTo(order);
        channels.forEach(order.putArray("channels")::add);
        if (scope.from != null) order.put("from", scope.from.start().toString());
        if (scope.to != null) order.put("before", scope.to.end().toString());
        return order;
    }

    private void count(AdminClient client, String search, PrintWriter out) {
        var sums = new long[SUMS.size()];
        String cursor = "";
        do {
            JsonNode part = client.get(path(search, "counts", cursor));
            for (int i = 0; i < sums.length; i++)
                sums[i] += part.path(SUMS.get(i)).asLong();
            cursor = part.path("next").asString("");
        } while (!cursor.isEmpty());
        out.printf("search %s%n", search);
        for (int i = 0; i < sums.length; i++) out.printf("%-11s %,d%n", SUMS.get(i), sums[i]);
    }

    private void read(AdminClient client, String search, PrintWriter out) {
        int left = read;
        String cursor = "";
        do {
            JsonNode page = client.get(path(search, "results", cursor) + "&limit=" + Math.min(left, PAGE));
            for (JsonNode item : page.path("items")) {
                out.println(item);
                left--;
            }
            cursor = page.path("next").asString("");
        } while (left > 0 && !cursor.isEmpty());
    }

    private String path(String search, String what, String cursor) {
        return CaseCommand.path(id) + "/searches/" + search + '/' + what + '?' + common.query()
                + (cursor.isEmpty() ? "" : "&cursor=" + AdminClient.encode(cursor));
    }
}
