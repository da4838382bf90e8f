// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Item;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code people.jsonl}, {@code conversations.jsonl} and {@code messages/<conversation>.jsonl}. */
final class JsonLinesWriter implements FormatWriter {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ExportFiles files;
    private final OutputStream conversations;
    private @Nullable OutputStream messages;
    private @Nullable Conversation conversation;

    JsonLinesWriter(FormatContext context, ExportFiles files) throws IOException {
        this.files = files;
        try (var people = new BufferedOutputStream(files.file("people.jsonl"))) {
            for (var person : context.people().all()) line(people, NativeJson.person(person));
        }
        this.conversations = files.spool("conversations.jsonl");
    }

    @Override
    public void begin(Conversation next) throws IOException {
        conversation = next;
        line(conversations, NativeJson.conversation(next));
        messages = new BufferedOutputStream(files.file("messages/" + next.id() + ".jsonl"), 65_536);
    }

    @Override
    public @Nullable String write(Item item) throws IOException {
        line(Objects.requireNonNull(messages), NativeJson.item(Objects.requireNonNull(conversation), item));
        return null;
    }

    @Override
    public void end() throws IOException {
        Objects.requireNonNull(messages).close();
        messages = null;
    }

    @Override
    public void save(DataOutput state) throws IOException {
        if (messages != null) messages.flush();
    }

    @Override
    public void restore(DataInput state) throws IOException {
        if (messages != null) messages.flush();
    }

    @Override
    public void close() throws IOException {
        conversations.close();
    }

    private static void line(OutputStream out, ObjectNode json) throws IOException {
        out.write(JSON.writeValueAsBytes(json));
        out.write('\n');
    }
}
