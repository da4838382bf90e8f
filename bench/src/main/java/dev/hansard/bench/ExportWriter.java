// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes a workspace export: how the bench sets up people, channels and long histories, through the real import. */
public final class ExportWriter implements Closeable {
    /** The first message of every generated history. */
    static final long FIRST_SECOND = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();

    private static final int SECONDS_BETWEEN = 60;
    private static final int WORDS = 16;

    private final ZipOutputStream zip;
    private final Writer out;
    private final Random random = new Random(1);

    public ExportWriter(Path file) throws IOException {
        zip = new ZipOutputStream(Files.newOutputStream(file));
        zip.setLevel(1);
        out = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), 65_536);
    }

    /** @param members numbers of people */
    public record Channel(String id, String name, List<Integer> members) {}

    public static String user(int number) {
        return "U0BENCH%04d".formatted(number);
    }

    public void people(int count) throws IOException {
        people(0, count);
    }

    void people(int from, int to) throws IOException {
        open("users.json");
        for (int i = from; i < to; i++) {
            out.write(i == from ? "[" : ",\n");
            out.write("{\"id\":\"%s\",\"name\":\"person%d\",\"profile\":{\"real_name\":\"Person %d\"}}"
                    .formatted(user(i), i, i));
        }
        out.write("]");
        shut();
    }

    public void channels(List<Channel> channels) throws IOException {
        open("channels.json");
        for (int i = 0; i < channels.size(); i++) {
            Channel channel = channels.get(i);
            out.write(i == 0 ? "[" : ",\n");
            out.write("{\"id\":\"" + channel.id() + "\",\"name\":\"" + channel.name() + "\",\"created\":1500000000,"
                    + "\"creator\":\"" + creator(channel) + "\",\"members\":[");
            for (int m = 0; m < channel.members().size(); m++) {
                out.write((m == 0 ? "\"" : ",\"") + user(channel.members().get(m)) + '"');
            }
            out.write("]}");
        }
        out.write("]");
        shut();
    }

    /** Somebody of this export: who is named in one and not in it comes in as deactivated. */
    private static String creator(Channel channel) {
        return user(channel.members().isEmpty() ? 0 : channel.members().getFirst());
    }

    /** A message a minute, every eighth one a reply, by {@code authors} people in turn; the first by person 0. */
    void history(String channel, int messages, int authors) throws IOException {
        history(channel, messages, authors, this::letters);
    }

    /** The same by these people in turn. */
    void history(String channel, int messages, List<Integer> authors) throws IOException {
        history(channel, messages, authors, this::letters);
    }

    /** @param text of each message; it must need no escaping */
    void history(String channel, int messages, int authors, Supplier<String> text) throws IOException {
        history(channel, messages, IntStream.range(0, authors).boxed().toList(), text);
    }

    private void history(String channel, int messages, List<Integer> authors, Supplier<String> text)
            throws IOException {
        LocalDate day = null;
        long root = FIRST_SECOND;
        for (int i = 0; i < messages; i++) {
            long second = FIRST_SECOND + (long) i * SECONDS_BETWEEN;
            LocalDate today =
                    Instant.ofEpochSecond(second).atZone(ZoneOffset.UTC).toLocalDate();
            if (!today.equals(day)) {
                if (day != null) endDay();
                open(channel + '/' + today + ".json");
                day = today;
            }
            out.write(second == FIRST_SECOND || second % 86_400 == 0 ? "[" : ",\n");
            boolean reply = i % 8 == 7;
            out.write("{\"type\":\"message\",\"user\":\"" + user(authors.get(i % authors.size())) + "\",\"ts\":\""
                    + second + ".000100\"");
            if (reply) out.write(",\"thread_ts\":\"" + root + ".000100\"");
            else if (i % 8 == 0) root = second;
            out.write(",\"text\":\"");
            out.write(text.get());
            out.write("\"}");
        }
        if (day != null) endDay();
    }

    private String letters() {
        var text = new StringBuilder();
        for (int word = 0; word < WORDS; word++) {
            text.append(Integer.toString(random.nextInt(1 << 24), 36)).append(' ');
        }
        return text.toString();
    }

    private void endDay() throws IOException {
        out.write("]");
        shut();
    }

    private void open(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
    }

    private void shut() throws IOException {
        out.flush();
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
