// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.audit.export.Item;
import dev.hansard.audit.export.People;
import java.util.List;

/** The HTML half of a mail: no scripts, no outside resources. */
final class EmlHtml {
    private static final List<String> COLUMNS = List.of("Id", "Time (UTC)", "User", "User id", "Text", "Update");

    private final Slice slice;
    private final People people;
    private final EmlParticipants participants;
    private final Readable readable;
    private final Transcript transcript;

    EmlHtml(Slice slice, People people, EmlParticipants participants) {
        this.slice = slice;
        this.people = people;
        this.participants = participants;
        this.readable = new Readable(people);
        this.transcript = new Transcript(people);
    }

    String html() {
        var html = new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>");
        html.append(escape(slice.conversation().title(people))).append("</title></head><body>\n");
        html.append("<h1>").append(escape(slice.conversation().title(people))).append("</h1>\n");
        html.append("<p>")
                .append(slice.conversation().id())
                .append(", ")
                .append(slice.day())
                .append(" UTC</p>\n");
        html.append("<table border=\"1\">\n");
        row(html, "th", EmlParticipants.COLUMNS);
        participants.rows().forEach(row -> row(html, "td", row));
        html.append("</table>\n<table border=\"1\">\n");
        row(html, "th", COLUMNS);
        for (Item item : slice.items()) item(item, html);
        return html.append("</table>\n</body></html>\n").toString();
    }

    private void item(Item item, StringBuilder html) {
        String id = slice.conversation().id() + '-' + item.ts();
        for (int i = 0; i < item.versions().size(); i++) {
            Item.Version version = item.versions().get(i);
            String who =
                    i == 0 ? transcript.name(item) : people.get(version.by()).name();
            String what = i == 0 ? (item.imported() ? "imported" : "") : "edited";
            String text = readable.of(version.content());
            row(
                    html,
                    "td",
                    List.of(id, Times.plain(version.at()), who, version.by().value(), text, what));
        }
        if (item.removal() != null) {
            var by = item.removal().by();
            String at = Times.plain(item.removal().at());
            row(html, "td", List.of(id, at, people.get(by).name(), by.value(), "", "deleted"));
        }
    }

    private static void row(StringBuilder html, String cell, List<String> values) {
        html.append("<tr>");
        for (String value : values) {
            html.append('<')
                    .append(cell)
                    .append('>')
                    .append(escape(value))
                    .append("</")
                    .append(cell)
                    .append('>');
        }
        html.append("</tr>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\n", "<br>");
    }
}
