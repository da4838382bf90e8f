// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the archive's files, each one JSON array, element by element. */
final class JsonFiles {
    private static final int MAX_DEPTH = 200;

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .build();

    private JsonFiles() {}

    /** How far a file could be read. */
    enum Outcome {
        WHOLE,
        /** Up to a fault in its JSON. */
        IN_PART,
        /** Not at all: its bytes are not those that the archive promised. */
        UNTRUSTED
    }

    /** Hands over each element of the file, up to where its JSON is damaged; damage goes to {@code tally}. */
    static Outcome forEach(SlackArchive archive, SlackArchive.Item item, Tally tally, Consumer<JsonNode> element) {
        try {
            // Unpacked once only to see whether all of it is what the archive promised: that is known at its end.
            try (CheckedEntry in = archive.read(item)) {
                in.verify();
            }
            try (CheckedEntry in = archive.read(item);
                    JsonParser parser = JSON.createParser(in)) {
                elements(parser, element);
                return Outcome.WHOLE;
            }
        } catch (IOException | JacksonIOException e) {
            tally.skip(SkipReason.DAMAGED_ENTRY, item.name());
            return Outcome.UNTRUSTED;
        } catch (JacksonException e) {
            tally.skip(SkipReason.BAD_JSON, item.name());
            return Outcome.IN_PART;
        }
    }

    private static void elements(JsonParser parser, Consumer<JsonNode> element) {
        if (parser.nextToken() != JsonToken.START_ARRAY) throw new StreamReadException(parser, "not an array");
        while (parser.nextToken() != JsonToken.END_ARRAY) element.accept(parser.readValueAsTree());
        if (parser.nextToken() != null) throw new StreamReadException(parser, "more than an array");
    }
}
