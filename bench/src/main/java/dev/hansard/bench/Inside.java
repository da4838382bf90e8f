// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java process' memory after a full collection.
 *
 * @param heap bytes of live objects
 * @param resident bytes of the process in memory
 * @param classes live bytes by class
 */
record Inside(long heap, long resident, Map<String, Long> classes) {
    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    static Inside of(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        String histogram = jcmd(pid, "GC.class_histogram");
        var classes = new HashMap<String, Long>();
        long heap = 0;
        for (String line : histogram.split("\n", -1)) {
            Matcher row = ROW.matcher(line);
            if (!row.matches()) continue;
            classes.merge(row.group(3), Long.parseLong(row.group(2)), Long::sum);
            heap += Long.parseLong(row.group(2));
        }
        return new Inside(heap, resident(pid), classes);
    }

    /** Classes whose live bytes grew most, with the growth for each of {@code count}. */
    static List<String> growth(Inside before, Inside after, int count, int rows) {
        return after.classes.entrySet().stream()
                .map(each -> Map.entry(each.getKey(), each.getValue() - before.classes.getOrDefault(each.getKey(), 0L)))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(rows)
                .map(each -> "%8d B each  %s".formatted(each.getValue() / count, each.getKey()))
                .toList();
    }

    static long resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
        return 0;
    }

    static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(tool.toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException("jcmd " + command + ": " + answer);
        return answer;
    }
}
