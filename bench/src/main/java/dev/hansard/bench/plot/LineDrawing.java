// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.plot;

import dev.hansard.bench.plot.Chart.Frame;
import dev.hansard.bench.plot.Chart.Line;
import dev.hansard.bench.plot.Chart.Lines;
import dev.hansard.bench.plot.Chart.Point;
import dev.hansard.bench.plot.Svg.Anchor;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How lines are drawn. */
record LineDrawing(Lines chart) {
    private static final double BEYOND_LIMIT = 3;

    String svg() {
        Frame frame = Frame.DEFAULT;
        Svg svg = frame.begin(
                chart.title(),
                chart.subtitle(),
                chart.lines().stream().map(Line::name).toList());
        double highest = highest(Point::y);
        double top = chart.limit() > 0 ? Math.min(highest, chart.limit() * BEYOND_LIMIT) : highest;
        Scale ys = Scale.upTo(Math.max(top, chart.limit()), frame.bottom(), frame.top());
        Scale xs = Scale.upTo(highest(Point::x), frame.left(), frame.right());
        frame.valueAxis(svg, ys, chart.y());
        for (double tick : xs.ticks()) {
            svg.line(xs.at(tick), frame.bottom(), xs.at(tick), frame.bottom() + 4, "#444444", false);
            svg.text(xs.at(tick), frame.bottom() + 18, Anchor.MIDDLE, Scale.show(tick));
        }
        svg.text((frame.left() + frame.right()) / 2.0, frame.bottom() + 40, Anchor.MIDDLE, chart.x());
        frame.limit(svg, ys, chart.limit());
        for (int i = 0; i < chart.lines().size(); i++) {
            Line line = chart.lines().get(i);
            String colour = Svg.colour(i);
            svg.path(
                    line.points().stream()
                            .map(each -> new double[] {xs.at(each.x()), ys.at(each.y())})
                            .toList(),
                    colour);
            for (Point each : line.points()) {
                String said = line.name() + ": " + Scale.show(each.x()) + ' ' + chart.x() + ", " + Scale.show(each.y())
                        + ' ' + chart.y();
                svg.dot(xs.at(each.x()), ys.at(each.y()), colour, said);
            }
        }
        return svg.toString();
    }

    private double highest(ToDoubleFunction<Point> axis) {
        return chart.lines().stream()
                .map(Line::points)
                .flatMap(List::stream)
                .mapToDouble(axis)
                .max()
                .orElse(0);
    }
}
