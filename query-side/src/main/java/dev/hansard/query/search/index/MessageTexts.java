// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.index;

import dev.hansard.api.MessageContent;
import dev.hansard.query.search.Fact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a message's content says to readers: its text, what its attachments show, the names of its files, and its blocks when
 * there is no text (with a text, blocks say the same with more dress).
 *
 * @param texts in mrkdwn
 */
record MessageTexts(List<String> texts, Set<Fact> facts) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> SHOWN_OF_ATTACHMENTS =
            List.of("pretext", "author_name", "title", "text", "footer", "value");
    private static final List<String> SHOWN_OF_BLOCKS = List.of("text", "alt_text", "title", "url");
    private static final List<String> SHOWN_OF_FILES = List.of("title", "name");

    static MessageTexts of(MessageContent content) {
        var texts = new ArrayList<String>();
        var facts = new HashSet<Fact>();
        texts.add(content.text());
        JsonNode attachments = json(content.attachments());
        if (attachments != null) {
            int before = texts.size();
            gather(attachments, SHOWN_OF_ATTACHMENTS, texts);
            if (texts.size() == before) gather(attachments, List.of("fallback"), texts);
            if (attachments.findValue("title_link") != null || attachments.findValue("from_url") != null) {
                facts.add(Fact.LINK);
            }
        }
        JsonNode blocks = content.text().isBlank() ? json(content.blocks()) : null;
        if (blocks != null) gather(blocks, SHOWN_OF_BLOCKS, texts);
        JsonNode extra = json(content.extra());
        JsonNode files = extra == null ? null : extra.get("files");
        if (files != null && !files.isEmpty()) {
            facts.add(Fact.FILE);
            files.forEach(file -> gather(file, SHOWN_OF_FILES, texts));
        }
        return new MessageTexts(texts, facts);
    }

    /** The strings of these fields, wherever they are, in order and each once. */
    private static void gather(JsonNode node, List<String> fields, List<String> texts) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                JsonNode value = field.getValue();
                if (!value.isString()) gather(value, fields, texts);
                else if (fields.contains(field.getKey()) && !texts.contains(value.stringValue())) {
                    texts.add(value.stringValue());
                }
            });
        } else if (node.isArray()) {
            node.forEach(each -> gather(each, fields, texts));
        }
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        if (text == null) return null;
        try {
            return JSON.readTree(text);
        } catch (JacksonException notJson) {
            return null;
        }
    }
}
