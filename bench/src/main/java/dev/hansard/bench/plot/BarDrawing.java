// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.plot;

import dev.hansard.bench.plot.Chart.Bars;
import dev.hansard.bench.plot.Chart.Figure;
import dev.hansard.bench.plot.Chart.Frame;
import dev.hansard.bench.plot.Svg.Anchor;
import java.util.List;

/** How groups of bars are drawn: the median as the bar, the spread as a whisker. */
record BarDrawing(Bars chart) {
    private static final double SHARE_OF_GROUP = 0.8;
    private static final int LONGEST_NAME = 34;

    String svg() {
        Frame frame = Frame.DEFAULT;
        Svg svg = frame.begin(chart.title(), chart.subtitle(), chart.series());
        double highest = chart.figures().stream()
                .flatMap(List::stream)
                .mapToDouble(Figure::max)
                .filter(each -> !Double.isNaN(each))
                .max()
                .orElse(0);
        Scale scale = Scale.upTo(Math.max(highest, chart.limit()), frame.bottom(), frame.top());
        frame.valueAxis(svg, scale, chart.unit());
        double group = (frame.right() - frame.left())
                / (double) Math.max(1, chart.groups().size());
        double width = group * SHARE_OF_GROUP / Math.max(1, chart.series().size());
        for (int g = 0; g < chart.groups().size(); g++) {
            double start = frame.left() + g * group + group * (1 - SHARE_OF_GROUP) / 2;
            for (int s = 0; s < chart.series().size(); s++) {
                bar(
                        svg,
                        scale,
                        start + s * width,
                        width,
                        s,
                        chart.figures().get(g).get(s));
            }
            name(
                    svg,
                    frame.left() + (g + 0.5) * group,
                    frame.bottom() + 18 + g % 2 * 15,
                    chart.groups().get(g));
        }
        frame.limit(svg, scale, chart.limit());
        return svg.toString();
    }

    private void bar(Svg svg, Scale scale, double x, double width, int series, Figure figure) {
        if (Double.isNaN(figure.value())) {
            svg.text(x + width / 2, scale.start() - 4, Anchor.MIDDLE, 10, "n/a");
            return;
        }
        double y = scale.at(figure.value());
        String said = chart.series().get(series) + ": " + Scale.show(figure.value()) + ' ' + chart.unit();
        svg.bar(x, y, Math.max(1, width - 2), scale.start() - y, Svg.colour(series), said);
        if (figure.max() > figure.min()) {
            double middle = x + width / 2 - 1;
            svg.line(middle, scale.at(figure.min()), middle, scale.at(figure.max()), "#222222", false);
        }
        svg.text(x + width / 2 - 1, scale.at(figure.max()) - 4, Anchor.MIDDLE, 10, Scale.show(figure.value()));
    }

    private static void name(Svg svg, double x, double y, String name) {
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name;
        svg.text(x, y, Anchor.MIDDLE, 11, shown);
    }
}
