// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

/** The entry point of the runnable jar. */
public final class Hansard {

    private static final String USAGE = """
            Usage: hansard COMMAND [OPTIONS]

            Commands: run, import, replay, status, token
            """;

    private Hansard() {}

    public static void main(String[] args) {
        boolean help = args.length == 0 || args[0].equals("help") || args[0].equals("--help");
        (help ? System.out : System.err).print(USAGE);
        System.exit(help ? 0 : 2);
    }
}
