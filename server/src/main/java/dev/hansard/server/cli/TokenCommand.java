// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import dev.hansard.server.folder.Secrets;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "Prints an access token of a person or bot, and nothing else.",
            "",
            "The demo workspace's people have one already, which is printed again each time; for everybody else, and with "
                    + "--new, the running server issues a new one. It is shown once and cannot be had again."
        })
final class TokenCommand implements Callable<Integer> {
    private static final String DEMO = "demo";

    @Option(names = "--user", required = true, paramLabel = "WHO", description = "Handle, id or e-mail address.")
    String user = "";

    @Option(
            names = "--workspace",
            paramLabel = "NAME",
            defaultValue = DEMO,
            description = "Name, domain or id of the workspace (default: demo).")
    String workspace = DEMO;

    @Option(
            names = "--scopes",
            paramLabel = "SCOPE",
            split = ",",
            description = "What a new token may do (default: everything that a person or bot can be allowed).")
    List<String> scopes = List.of();

    @Option(names = "--new", description = "Issue a new token also for the demo workspace's people.")
    boolean fresh;

    @Mixin
    ServerOptions server = new ServerOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String kept = fresh || !scopes.isEmpty() || !workspace.equals(DEMO) ? null : demoToken();
        spec.commandLine().getOut().println(kept != null ? kept : issue());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private @Nullable String demoToken() {
        Path file = server.data.resolve("secrets").resolve(Secrets.DEMO_TOKENS);
        try {
            var tokens = new Properties();
            tokens.load(new StringReader(Files.readString(file)));
            return tokens.getProperty(user);
        } catch (IOException e) {
            return null;
        }
    }

    private String issue() {
        var request = JsonMapper.shared()
                .createObjectNode()
                .put("workspace", workspace)
                .put("user", user);
        scopes.forEach(request.putArray("scopes")::add);
        return server.connect().post("/admin/tokens", request).path("token").asString("");
    }
}
