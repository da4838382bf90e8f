// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Which messages a search or an export is about, beside the conversations. */
final class ScopeOptions {
    @Option(names = "--keyword", paramLabel = "WORDS", description = "All these words and \"phrases\", in any version.")
    @Nullable
    String keyword;

    @Option(names = "--person", paramLabel = "WHO", description = "Only what this person wrote, edited or deleted.")
    List<String> people = List.of();

    @Option(
            names = "--custodian",
            paramLabel = "WHO",
            description = "Only what was said where and while this person was a member.")
    List<String> custodians = List.of();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Moment.Reader.class,
            description = "First UTC day, or moment (2024-01-31T08:00:00Z).")
    @Nullable
    Moment from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Moment.Reader.class,
            description = "Last UTC day, or the moment before which.")
    @Nullable
    Moment to;

    /** Adds words and people; each door has its own way to say times. */
    void addTo(ObjectNode order) {
        order.put("keyword", keyword);
        people.forEach(order.putArray("authors")::add);
        custodians.forEach(order.putArray("custodians")::add);
    }
}
