// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import org.openjdk.jmh.Main;

/** The entry point of bench.jar: hands its arguments to JMH. */
public final class Bench {

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Main.main(args);
    }
}
