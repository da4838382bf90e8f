// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Shows results as a table and keeps each row as a line of JSON. */
public final class Results {
    private final Path folder;
    private final PrintWriter out;
    private final String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    private final Map<String, Object> header = new LinkedHashMap<>();

    /** @param settings what the run was asked for */
    public Results(Path folder, Path root, Map<String, Object> settings, PrintWriter out) {
        this.folder = folder;
        this.out = out;
        header.put("date", date);
        header.put("commit", Machine.commit(root));
        header.put("machine", Machine.describe());
        header.put("settings", settings);
    }

    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** @param rows columns by name; values are numbers, texts or {@link Spread} */
    public void add(String scenario, List<Map<String, Object>> rows) throws IOException {
        title(scenario);
        table(rows).forEach(this::say);
        keep(scenario, rows);
    }

    /** A single row, one figure a line. */
    public void addOne(String scenario, Map<String, Object> row) throws IOException {
        title(scenario);
        row.forEach((name, value) -> say("%28s  %s".formatted(name, show(value))));
        keep(scenario, List.of(row));
    }

    private void title(String scenario) {
        say("");
        say(scenario + "  ·  " + header.get("machine") + "  ·  commit " + header.get("commit"));
    }

    private void keep(String scenario, List<Map<String, Object>> rows) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(date.substring(0, 10) + "-" + scenario + ".jsonl");
        for (Map<String, Object> row : rows) {
            var line = new LinkedHashMap<String, Object>();
            line.put("scenario", scenario);
            line.putAll(header);
            line.put("result", row);
            String json = WebApi.JSON.writeValueAsString(line) + "\n";
            Files.writeString(file, json, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        say("kept in " + file);
    }

    static List<String> table(List<Map<String, Object>> rows) {
        var columns = new LinkedHashSet<String>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        var cells = new ArrayList<List<String>>();
        cells.add(List.copyOf(columns));
        for (Map<String, Object> row : rows) {
            cells.add(columns.stream()
                    .map(column -> show(row.getOrDefault(column, "")))
                    .toList());
        }
        var widths = new int[columns.size()];
        cells.forEach(line -> {
            for (int i = 0; i < widths.length; i++)
                widths[i] = Math.max(widths[i], line.get(i).length());
        });
        return cells.stream().map(line -> line(line, widths)).toList();
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append("  ")
                    .append(" ".repeat(widths[i] - cells.get(i).length()))
                    .append(cells.get(i));
        }
        return line.toString();
    }

    private static String show(Object value) {
        return switch (value) {
            case Long n -> String.format("%,d", n);
            case Integer n -> String.format("%,d", n);
            case Double n -> String.format("%.2f", n);
            default -> value.toString();
        };
    }
}
