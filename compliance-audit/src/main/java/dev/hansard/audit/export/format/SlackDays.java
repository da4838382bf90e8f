// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.Item;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The messages of a conversation, kept on disk until all its replies are known: a root tells of them. Memory grows with the
 * number of replies in one conversation.
 */
final class SlackDays {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ExportFiles.Scratch messages;
    private final ExportFiles.Scratch replies;
    private final DataOutputStream messagesOut;
    private final DataOutputStream repliesOut;
    private long firstMessage;
    private long firstReply;

    private record Reply(Ts ts, UserId by) {}

    SlackDays(ExportFiles files) throws IOException {
        this.messages = files.scratch();
        this.replies = files.scratch();
        this.messagesOut = new DataOutputStream(messages);
        this.repliesOut = new DataOutputStream(replies);
    }

    /** Where the conversation begins in the two files on disk. */
    record Start(long message, long reply) {}

    void begin() {
        begin(new Start(messages.length(), replies.length()));
    }

    void begin(Start start) {
        firstMessage = start.message();
        firstReply = start.reply();
    }

    Start start() {
        return new Start(firstMessage, firstReply);
    }

    void add(Item item, ObjectNode message) throws IOException {
        byte[] json = JSON.writeValueAsBytes(message);
        messagesOut.writeLong(item.ts().micros());
        messagesOut.writeBoolean(item.threadStarted());
        messagesOut.writeInt(json.length);
        messagesOut.write(json);
        Ts root = item.root();
        if (root == null || item.isHidden()) return;
        repliesOut.writeLong(root.micros());
        repliesOut.writeLong(item.ts().micros());
        repliesOut.writeUTF(item.author().value());
    }

    /** A file for each day. */
    void copyTo(RestartableZip zip, String folder) throws IOException {
        Map<Long, List<Reply>> threads = threads();
        LocalDate day = null;
        long left = messages.length() - firstMessage;
        try (var in = new DataInputStream(new BufferedInputStream(messages.read(firstMessage), 65_536))) {
            while (left > 0) {
                long ts = in.readLong();
                boolean root = in.readBoolean();
                byte[] json = in.readNBytes(in.readInt());
                left -= Long.BYTES + 1 + Integer.BYTES + json.length;
                LocalDate today = Times.day(new Ts(ts));
                if (!today.equals(day)) {
                    if (day != null) end(zip);
                    day = today;
                    zip.open(folder + '/' + today + ".json");
                    zip.write('[');
                } else {
                    zip.write(',');
                }
                zip.write('\n');
                write(json, root ? threads.get(ts) : null, zip);
            }
        }
        if (day != null) end(zip);
    }

    private static void end(RestartableZip zip) throws IOException {
        zip.write("\n]\n".getBytes(StandardCharsets.US_ASCII));
        zip.closeEntry();
    }

    private Map<Long, List<Reply>> threads() throws IOException {
        var threads = new HashMap<Long, List<Reply>>();
        long left = replies.length() - firstReply;
        try (var in = new DataInputStream(new BufferedInputStream(replies.read(firstReply), 65_536))) {
            while (left > 0) {
                long root = in.readLong();
                var reply = new Reply(new Ts(in.readLong()), new UserId(in.readUTF()));
                threads.computeIfAbsent(root, any -> new ArrayList<>()).add(reply);
                // Ids are ASCII: a byte each, after two for the length.
                left -= 2 * Long.BYTES + 2 + reply.by().value().length();
            }
        }
        return threads;
    }

    /** What a root tells of its thread follows its own fields. */
    private static void write(byte[] json, @Nullable List<Reply> thread, RestartableZip zip) throws IOException {
        if (thread == null) {
            zip.write(json);
            return;
        }
        ObjectNode fields = JSON.createObjectNode();
        List<String> users =
                thread.stream().map(each -> each.by().value()).distinct().toList();
        fields.put("reply_count", thread.size());
        fields.put("reply_users_count", users.size());
        fields.put("latest_reply", thread.getLast().ts().toString());
        users.forEach(fields.putArray("reply_users")::add);
        ArrayNode replies = fields.putArray("replies");
        for (Reply each : thread) {
            replies.addObject()
                    .put("user", each.by().value())
                    .put("ts", each.ts().toString());
        }
        byte[] more = JSON.writeValueAsBytes(fields);
        more[0] = ',';
        zip.write(json, 0, json.length - 1);
        zip.write(more);
    }
}
