// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import dev.hansard.api.MessageCommands.ImportedMessage;
import dev.hansard.command.imports.Authors.Unusable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The messages of one day of one conversation, ascending by ts.
 *
 * @param elements how many the file holds, usable or not
 * @param skipped how many of them were left out
 * @param sound the file could be read to its end
 */
record DayFile(SlackArchive.Item item, List<ImportedMessage> messages, long elements, long skipped, boolean sound) {

    static DayFile read(ImportSession session, Conversation conversation, SlackArchive.Item item, Tally tally) {
        var reader = new Reader(session, conversation);
        return switch (JsonFiles.forEach(session.archive, item, tally, reader::take)) {
            case WHOLE -> reader.finish(item, tally, true);
            case IN_PART -> reader.finish(item, tally, false);
            case UNTRUSTED -> new DayFile(item, List.of(), 0, 0, false);
        };
    }

    private static final class Reader {
        private final ImportSession session;
        private final Conversation conversation;
        private final List<ImportedMessage> messages = new ArrayList<>();
        private final List<Skip> skips = new ArrayList<>();

        Reader(ImportSession session, Conversation conversation) {
            this.session = session;
            this.conversation = conversation;
        }

        void take(JsonNode element) {
            try {
                messages.add(session.messages.read(element, conversation));
            } catch (Unusable e) {
                skips.add(new Skip(e.reason(), Fields.text(element, "ts", 32)));
            }
        }

        DayFile finish(SlackArchive.Item item, Tally tally, boolean sound) {
            long elements = messages.size() + skips.size();
            // A stable sort: of two with the same ts, the first in the file is the message.
            messages.sort(Comparator.comparing(ImportedMessage::ts));
            var distinct = new ArrayList<ImportedMessage>(messages.size());
            for (ImportedMessage message : messages) {
                if (!distinct.isEmpty() && distinct.getLast().ts().equals(message.ts())) {
                    skips.add(new Skip(SkipReason.DUPLICATE_TS, message.ts().toString()));
                } else {
                    distinct.add(message);
                }
            }
            skips.forEach(skip -> tally.skip(skip.reason(), item.name() + ' ' + skip.ts()));
            return new DayFile(item, distinct, elements, skips.size(), sound);
        }
    }

    private record Skip(SkipReason reason, String ts) {}
}
