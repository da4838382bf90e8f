// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.plot;

import dev.hansard.bench.plot.Chart.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one run of a scenario kept.
 *
 * @param variant how it was set up, as a part of a file's name; empty if in no special way
 */
record Run(String scenario, String variant, String date, String commit, String machine, List<JsonNode> rows) {
    static final String SPRING = "-spring";
    private static final Pattern COLUMN = Pattern.compile("\\{([^}]+)}");
    private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use(\\w+)GC");

    /** The latest run of each scenario in each variant. Lines are JSON as {@code Results} keeps them, the oldest first. */
    static List<Run> latest(List<String> lines) {
        Map<String, Run> latest = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.isBlank()) continue;
            JsonNode json = JsonMapper.shared().readTree(line);
            Run run = of(json);
            String key = run.scenario + run.variant;
            Run known = latest.get(key);
            if (known == null || known.date.compareTo(run.date) < 0) latest.put(key, known = run);
            if (known.date.equals(run.date)) known.rows.add(json.path("result"));
        }
        return List.copyOf(latest.values());
    }

    private static Run of(JsonNode line) {
        JsonNode settings = line.path("settings");
        var variant = new StringBuilder();
        if (settings.path("pinned").asBoolean(false)) variant.append("-pinned");
        if (settings.path("transport").asString("").equals("spring")) variant.append(SPRING);
        for (JsonNode option : settings.path("serverJavaOptions")) {
            Matcher collector = COLLECTOR.matcher(option.asString());
            if (collector.matches())
                variant.append('-').append(collector.group(1).toLowerCase(Locale.ROOT));
        }
        int growth = settings.path("growth").asInt(0);
        if (growth > 0) variant.append("-growth").append(growth);
        JsonNode machine = line.path("machine");
        return new Run(
                line.path("scenario").asString(),
                variant.toString(),
                line.path("date").asString(),
                line.path("commit").asString(),
                machine.path("cores").asString("?") + " cores, "
                        + machine.path("cpu").asString("?"),
                new ArrayList<>());
    }

    /** The rows of both that the other has too, as far as the text with columns in braces tells. */
    Run beside(Run other, String same) {
        var both = new ArrayList<JsonNode>();
        for (Run each : List.of(this, other)) {
            Run opposite = each == this ? other : this;
            Set<String> there =
                    opposite.rows.stream().map(row -> filled(same, row)).collect(Collectors.toSet());
            each.rows.stream().filter(row -> there.contains(filled(same, row))).forEach(both::add);
        }
        return new Run(scenario, variant, date + " and " + other.date, commit + " and " + other.commit, machine, both);
    }

    /** When and where it was. */
    String subtitle() {
        String how = variant.isEmpty() ? "not pinned" : variant.substring(1).replace("-", ", ");
        return date + "  ·  commit " + commit + "  ·  " + machine + "  ·  " + how;
    }

    /** A text with the values of the columns that it names in braces. */
    static String filled(String template, JsonNode row) {
        Matcher columns = COLUMN.matcher(template);
        return columns.replaceAll(column -> Matcher.quoteReplacement(text(row.path(column.group(1)))));
    }

    private static String text(JsonNode value) {
        return value.isNumber() && value.asDouble() != Math.rint(value.asDouble())
                ? Scale.show(value.asDouble())
                : value.asString("");
    }

    /** A number, or a spread of several; not a number if the row has none. */
    static Figure figure(JsonNode row, String column) {
        JsonNode value = row.path(column);
        if (value.isNumber()) return new Figure(value.asDouble(), value.asDouble(), value.asDouble());
        if (!value.isObject()) return new Figure(Double.NaN, Double.NaN, Double.NaN);
        return new Figure(
                value.path("median").asDouble(Double.NaN),
                value.path("min").asDouble(Double.NaN),
                value.path("max").asDouble(Double.NaN));
    }
}
