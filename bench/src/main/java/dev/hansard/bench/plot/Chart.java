// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.plot;

import dev.hansard.bench.plot.Svg.Anchor;
import java.util.List;

/** What can be drawn. */
public sealed interface Chart {
    /** Width and height of all charts, in pixels. */
    int WIDTH = 900;

    int HEIGHT = 420;

    /** The whole file. */
    String svg();

    /**
     * A figure with its spread over repetitions.
     *
     * @param value the median; not a number if it was not measured
     */
    record Figure(double value, double min, double max) {}

    /**
     * Groups of bars.
     *
     * @param subtitle when and where it was measured
     * @param unit of the figures
     * @param limit drawn as a line; 0 for none
     * @param figures of each group, one for each of the series
     */
    record Bars(
            String title,
            String subtitle,
            String unit,
            double limit,
            List<String> series,
            List<String> groups,
            List<List<Figure>> figures)
            implements Chart {
        @Override
        public String svg() {
            return new BarDrawing(this).svg();
        }
    }

    /** @param points by rising x */
    record Line(String name, List<Point> points) {}

    record Point(double x, double y) {}

    /**
     * Lines over a common axis.
     *
     * @param limit drawn as a line; what is more than three times as much is drawn at the upper edge; 0 for none
     */
    record Lines(String title, String subtitle, String x, String y, double limit, List<Line> lines) implements Chart {
        @Override
        public String svg() {
            return new LineDrawing(this).svg();
        }
    }

    /** The rectangle in which values are drawn, and what is around it. */
    record Frame(int left, int top, int right, int bottom) {
        static final Frame DEFAULT = new Frame(70, 85, WIDTH - 20, HEIGHT - 60);

        Svg begin(String title, String subtitle, List<String> series) {
            var svg = new Svg(WIDTH, HEIGHT);
            svg.text(left, 24, Anchor.START, 16, title);
            svg.text(left, 42, Anchor.START, 11, subtitle);
            double x = left;
            for (int i = 0; i < series.size(); i++) {
                svg.bar(x, 54, 12, 12, Svg.colour(i), series.get(i));
                svg.text(x + 16, 64, Anchor.START, series.get(i));
                x += 40 + series.get(i).length() * 6.6;
            }
            return svg;
        }

        void valueAxis(Svg svg, Scale scale, String unit) {
            for (double tick : scale.ticks()) {
                double y = scale.at(tick);
                svg.line(left, y, right, y, tick == 0 ? "#444444" : "#dddddd", false);
                svg.text(left - 6, y + 4, Anchor.END, Scale.show(tick));
            }
            svg.text(left - 6, top - 8, Anchor.END, 11, unit);
        }

        void limit(Svg svg, Scale scale, double limit) {
            if (limit > 0 && limit <= scale.top()) {
                svg.line(left, scale.at(limit), right, scale.at(limit), "#d62728", true);
            }
        }
    }
}
