// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

import dev.hansard.server.cli.HansardCommand;

/** The entry point of the runnable jar. Only {@code run} starts Spring; the other subcommands are light. */
public final class Hansard {
    private Hansard() {}

    public static void main(String[] args) {
        // Axon would tell its makers about each start; a record of what people say tells nobody anything.
        System.setProperty("axoniq.update-checker.disabled", "true");
        int code = HansardCommand.execute(args);
        // While a server runs, its threads keep the process; it ends with a signal.
        if (code != HansardCommand.RUNNING) System.exit(code);
    }
}
