// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** A JSON array that grows, an element a line. */
final class JsonList {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final OutputStream out;
    private boolean any;

    JsonList(OutputStream out) {
        this.out = out;
    }

    void add(Object value) throws IOException {
        out.write(any ? ',' : '[');
        out.write('\n');
        out.write(JSON.writeValueAsBytes(value));
        any = true;
    }

    boolean hasAny() {
        return any;
    }

    /** Goes on with an array that has elements already, or not. */
    void hasAny(boolean has) {
        any = has;
    }

    /** Ends the array; the output stays open. */
    void end() throws IOException {
        out.write((any ? "\n]\n" : "[]\n").getBytes(StandardCharsets.US_ASCII));
    }
}
