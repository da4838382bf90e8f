// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.audit.export.Item;
import dev.hansard.audit.export.People;
import java.util.stream.Collectors;

/** A slice as lines of text, for reading and for full-text search in review tools. */
final class Transcript {
    private final People people;
    private final Readable readable;

    Transcript(People people) {
        this.people = people;
        this.readable = new Readable(people);
    }

    String text(Slice slice) {
        var text = new StringBuilder();
        text.append(slice.conversation().title(people))
                .append(" (")
                .append(slice.conversation().id());
        text.append("), ").append(slice.day()).append(" UTC\n\n");
        for (Item item : slice.items()) item(item, text);
        return text.toString();
    }

    private void item(Item item, StringBuilder text) {
        text.append(Times.plain(item.ts())).append("  ").append(name(item)).append(": ");
        text.append(item.root() == null ? "" : "(reply) ")
                .append(readable.of(item))
                .append('\n');
        for (int i = 1; i < item.versions().size(); i++) {
            text.append("    edited ").append(Times.plain(item.versions().get(i).at()));
            text.append(" by ")
                    .append(people.get(item.versions().get(i).by()).name())
                    .append("; before: ");
            text.append(readable.of(item.versions().get(i - 1).content())).append('\n');
        }
        if (item.removal() != null) {
            text.append("    deleted ").append(Times.plain(item.removal().at()));
            text.append(" by ").append(people.get(item.removal().by()).name()).append('\n');
        }
        if (item.erased() != null) {
            text.append("    erased ").append(Times.plain(item.erased().at())).append('\n');
        }
        var reactions = item.reactionsNow();
        if (!reactions.isEmpty()) {
            text.append("    reactions: ");
            text.append(reactions.entrySet().stream()
                    .map(each -> ':' + each.getKey() + ": "
                            + each.getValue().stream()
                                    .map(user -> people.get(user).name())
                                    .collect(Collectors.joining(", ")))
                    .collect(Collectors.joining("; ")));
            text.append('\n');
        }
        for (var file : Readable.files(item.content())) {
            text.append("    file: ")
                    .append(file.name())
                    .append(" (")
                    .append(file.id())
                    .append(")\n");
        }
    }

    /** The name that a bot's post was made under, else the person's. */
    String name(Item item) {
        var content = item.content();
        String own = people.get(item.author()).name();
        return content != null && content.username() != null ? content.username() + " (" + own + ')' : own;
    }
}
