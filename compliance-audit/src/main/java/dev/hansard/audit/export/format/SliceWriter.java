// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.MessageContent;
import dev.hansard.audit.export.Conversation;
import dev.hansard.audit.export.Item;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts conversations into days. Holds one slice, which is bounded in number and size. */
abstract class SliceWriter implements FormatWriter {
    /** Review tools refuse documents of more events. */
    static final int MAX_ITEMS = 10_000;

    private static final long MAX_CHARS = 16_000_000;

    private final int maxItems;
    private final List<Item> items = new ArrayList<>();
    private @Nullable Conversation conversation;
    private @Nullable LocalDate day;
    private int part;
    private long chars;

    SliceWriter(int maxItems) {
        this.maxItems = maxItems;
    }

    abstract void write(Slice slice) throws IOException;

    @Override
    public void begin(Conversation next) {
        conversation = next;
        day = null;
    }

    @Override
    public @Nullable String write(Item item) throws IOException {
        LocalDate today = Times.day(item.ts());
        if (!today.equals(day)) {
            flush();
            day = today;
            part = 1;
        } else if (items.size() >= maxItems || chars >= MAX_CHARS) {
            flush();
            part++;
        }
        items.add(item);
        for (Item.Version version : item.versions()) chars += size(version.content());
        return null;
    }

    @Override
    public void end() throws IOException {
        flush();
        conversation = null;
    }

    /** A day that has ended is written; the next one begins with nothing. */
    @Override
    public void save(DataOutput state) throws IOException {
        flush();
    }

    @Override
    public void restore(DataInput state) throws IOException {}

    /** Every slice has its own files. */
    @Override
    public void close() throws IOException {}

    private void flush() throws IOException {
        if (conversation != null && day != null && !items.isEmpty()) {
            write(new Slice(conversation, day, part, List.copyOf(items)));
        }
        items.clear();
        chars = 0;
    }

    private static long size(@Nullable MessageContent content) {
        return content == null ? 0 : content.text().length() + length(content.attachments()) + length(content.blocks());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
