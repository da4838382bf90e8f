// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.plot;

import dev.hansard.bench.plot.Chart.Line;
import dev.hansard.bench.plot.Chart.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How a chart is made of a run's rows. */
sealed interface Recipe {
    String scenario();

    /** Of the file, without the run's variant and without its ending. */
    String name();

    Chart of(Run run);

    /**
     * A group of bars for each row; rows of the same name are the same group, of which the last row counts.
     *
     * @param group text with columns in braces
     * @param columns one bar each
     */
    record BarsOfRows(
            String scenario, String name, String title, String unit, double limit, String group, List<String> columns)
            implements Recipe {
        @Override
        public Chart of(Run run) {
            Map<String, JsonNode> groups = new LinkedHashMap<>();
            for (JsonNode row : run.rows()) groups.put(Run.filled(group, row), row);
            return new Chart.Bars(
                    title,
                    run.subtitle(),
                    unit,
                    limit,
                    columns,
                    List.copyOf(groups.keySet()),
                    groups.values().stream()
                            .map(row -> columns.stream()
                                    .map(column -> Run.figure(row, column))
                                    .toList())
                            .toList());
        }
    }

    /** A line for all rows of the same name. */
    record LinesOfRows(String scenario, String name, String title, String x, String y, double limit, String line)
            implements Recipe {
        @Override
        public Chart of(Run run) {
            Map<String, List<Point>> lines = new LinkedHashMap<>();
            for (JsonNode row : run.rows()) {
                var point =
                        new Point(Run.figure(row, x).value(), Run.figure(row, y).value());
                if (Double.isNaN(point.x()) || Double.isNaN(point.y())) continue;
                lines.computeIfAbsent(Run.filled(line, row), key -> new ArrayList<>())
                        .add(point);
            }
            var drawn = new ArrayList<Line>();
            lines.forEach((key, points) -> {
                points.sort(Comparator.comparingDouble(Point::x));
                drawn.add(new Line(key, points));
            });
            return new Chart.Lines(title, run.subtitle(), x, y, limit, drawn);
        }
    }
}
