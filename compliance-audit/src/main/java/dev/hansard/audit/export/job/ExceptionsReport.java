// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.job;

import dev.hansard.api.Ts;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Person;
import dev.hansard.audit.export.format.Exceptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A line of JSON for everything that is missing or incomplete. */
final class ExceptionsReport implements Exceptions {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DiskScratch lines;
    private long count;

    ExceptionsReport(DiskScratch lines) {
        this.lines = lines;
    }

    @Override
    public void add(Conversation conversation, Ts ts, Reason reason, String detail) {
        write(conversation.id(), ts.toString(), reason, detail);
    }

    void add(Person person) {
        write(null, null, Reason.PROFILE_ERASED, person.id().value());
    }

    long count() {
        return count;
    }

    /** Goes on with a report that has so many lines. */
    void resume(long lines) {
        count = lines;
    }

    void copyTo(OutputStream out) throws IOException {
        try (InputStream in = lines.read(0)) {
            in.transferTo(out);
        }
    }

    private void write(@Nullable String conversation, @Nullable String ts, Reason reason, String detail) {
        ObjectNode json = JSON.createObjectNode();
        if (conversation != null) json.put("conversation", conversation);
        if (ts != null) json.put("ts", ts);
        json.put("reason", reason.name().toLowerCase(java.util.Locale.ROOT));
        json.put("detail", detail);
        try {
            lines.write(JSON.writeValueAsBytes(json));
            lines.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        count++;
    }
}
