// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes workspace exports, good and bad. JSON is written with single quotes. */
final class ExportBuilder {
    static final String USERS = """
            [{'id':'U1A','team_id':'T9','name':'ann','profile':{'real_name':'Ann','email':'ann@x.example'},'is_owner':true},
             {'id':'U2B','team_id':'T9','name':'bob','profile':{'real_name':'Bob'}},
             {'id':'U3C','team_id':'T9','name':'cid','deleted':true,'profile':{}}]
            """;
    static final String CHANNELS = """
            [{'id':'C1','name':'town','created':1500000000,'creator':'U1A','members':['U1A','U2B'],
              'topic':{'value':'weather','creator':'U2B','last_set':1500000001},'purpose':{'value':''}}]
            """;

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private Charset names = StandardCharsets.UTF_8;

    static ExportBuilder small() {
        return new ExportBuilder().with("users.json", USERS).with("channels.json", CHANNELS);
    }

    ExportBuilder with(String name, String json) {
        return with(name, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    ExportBuilder with(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    ExportBuilder without(String name) {
        entries.remove(name);
        return this;
    }

    /** {@link ZipOutputStream} marks names as UTF-8 only if told to write UTF-8, and Slack does not. */
    ExportBuilder namesIn(Charset charset) {
        names = charset;
        return this;
    }

    Path write(Path folder) throws IOException {
        Path zip = folder.resolve("export.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                var archive = new ZipOutputStream(out, names)) {
            for (var entry : entries.entrySet()) {
                archive.putNextEntry(new ZipEntry(entry.getKey()));
                archive.write(entry.getValue());
                archive.closeEntry();
            }
        }
        return zip;
    }

    /** Replaces equally long bytes in a written archive: what no archive writer would do. */
    static void patch(Path zip, String from, String to) throws IOException {
        byte[] bytes = Files.readAllBytes(zip);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.contains(from) || from.length() != to.length()) throw new IllegalArgumentException(from);
        Files.write(zip, text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
    }

    static String message(String user, String ts, String text) {
        return "{'type':'message','user':'%s','ts':'%s','text':'%s'}".formatted(user, ts, text);
    }

    static String reply(String user, String ts, String thread, String text) {
        return "{'type':'message','user':'%s','ts':'%s','thread_ts':'%s','text':'%s'}"
                .formatted(user, ts, thread, text);
    }
}
