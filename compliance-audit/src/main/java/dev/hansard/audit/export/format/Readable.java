// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.export.format;

import dev.hansard.api.MessageContent;
import dev.hansard.api.UserId;
import dev.hansard.audit.export.Item;
import dev.hansard.audit.export.People;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a message says as a person reads it: mentions and links resolved, attachments and blocks as text. */
public final class Readable {
    static final String ERASED = "[content erased]";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern MARK = Pattern.compile("<([@#!][^<>]+|(?:https?|ftp|mailto|tel|slack):[^<>]+)>");
    private static final List<String> ATTACHMENT = List.of("pretext", "author_name", "title", "text", "footer");

    private final People people;

    Readable(People people) {
        this.people = people;
    }

    /** The current version; never null. */
    String of(Item item) {
        return of(item.content());
    }

    String of(@Nullable MessageContent content) {
        if (content == null) return ERASED;
        var text = new StringBuilder(plain(content.text()));
        if (text.isEmpty() && content.blocks() != null) texts(parsed(content.blocks()), text);
        if (content.attachments() != null) {
            for (JsonNode each : parsed(content.attachments())) attachment(each, text);
        }
        return text.toString();
    }

    /** Names of the files that the message shares. */
    public static List<SharedFile> files(@Nullable MessageContent content) {
        if (content == null || content.extra() == null || !content.extra().contains("\"files\"")) return List.of();
        var files = new ArrayList<SharedFile>();
        for (JsonNode each : parsed(content.extra()).path("files")) {
            String id = each.path("id").asString("");
            String name = each.path("name").asString(each.path("title").asString(""));
            if (!id.isEmpty() || !name.isEmpty()) files.add(new SharedFile(id, name.isEmpty() ? id : name));
        }
        return files;
    }

    /** A file that a message shares. */
    public record SharedFile(String id, String name) {}

    String plain(String mrkdwn) {
        String marked = mrkdwn.indexOf('<') < 0 ? mrkdwn : MARK.matcher(mrkdwn).replaceAll(this::mark);
        return marked.indexOf('&') < 0
                ? marked
                : marked.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private String mark(MatchResult found) {
        String inner = found.group(1);
        int bar = inner.indexOf('|');
        String target = bar < 0 ? inner : inner.substring(0, bar);
        String label = bar < 0 ? "" : inner.substring(bar + 1);
        String shown = switch (target.charAt(0)) {
            case '@' -> "@" + (label.isEmpty() ? user(target.substring(1)) : label);
            case '#' -> "#" + (label.isEmpty() ? target.substring(1) : label);
            case '!' -> "@" + (label.isEmpty() ? target.substring(1) : label.replaceFirst("^@", ""));
            default -> label.isEmpty() || label.equals(target) ? target : label + " (" + target + ")";
        };
        return Matcher.quoteReplacement(shown);
    }

    private String user(String id) {
        try {
            return people.get(new UserId(id)).name();
        } catch (IllegalArgumentException e) {
            return id;
        }
    }

    private void attachment(JsonNode attachment, StringBuilder to) {
        int before = to.length();
        for (String field : ATTACHMENT) line(attachment.path(field).asString(""), to);
        for (JsonNode field : attachment.path("fields")) {
            line(field.path("title").asString("") + ": " + field.path("value").asString(""), to);
        }
        if (to.length() == before) line(attachment.path("fallback").asString(""), to);
    }

    private void texts(JsonNode node, StringBuilder to) {
        if (node.isArray()) {
            node.forEach(each -> texts(each, to));
        } else if (node.isObject()) {
            for (var field : node.properties()) {
                if (field.getKey().equals("text") && field.getValue().isString()) {
                    line(field.getValue().stringValue(), to);
                } else {
                    texts(field.getValue(), to);
                }
            }
        }
    }

    private void line(String text, StringBuilder to) {
        if (text.isBlank()) return;
        if (!to.isEmpty()) to.append('\n');
        to.append(plain(text));
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            return JSON.createArrayNode();
        }
    }
}
