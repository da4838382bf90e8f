// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.plot;

import java.util.List;
import java.util.Locale;

/** A drawing in SVG 1.1, of the few shapes that charts need. Coordinates are pixels from the upper left. */
final class Svg {
    /** Colours that also those tell apart who see red and green alike. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#7f7f7f", "#a6761d");

    private final StringBuilder out = new StringBuilder();

    Svg(int width, int height) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                .formatted(width, height, width, height));
        out.append(" font-family=\"sans-serif\" font-size=\"12\">\n");
        out.append("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n".formatted(width, height));
    }

    static String colour(int series) {
        return COLOURS.get(series % COLOURS.size());
    }

    enum Anchor {
        START,
        MIDDLE,
        END
    }

    void text(double x, double y, Anchor anchor, String text) {
        text(x, y, anchor, 12, text);
    }

    void text(double x, double y, Anchor anchor, int size, String text) {
        String where = anchor.name().toLowerCase(Locale.ROOT);
        add(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%s\" fill=\"#222222\">%s</text>",
                number(x), number(y), where, Integer.toString(size), escaped(text));
    }

    void line(double x1, double y1, double x2, double y2, String colour, boolean dashed) {
        add(
                "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"%s/>",
                number(x1), number(y1), number(x2), number(y2), colour, dashed ? " stroke-dasharray=\"5 4\"" : "");
    }

    /** @param title shown when the pointer is over it */
    void bar(double x, double y, double width, double height, String colour, String title) {
        add(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"><title>%s</title></rect>",
                number(x), number(y), number(width), number(height), colour, escaped(title));
    }

    /** @param title shown when the pointer is over it */
    void dot(double x, double y, String colour, String title) {
        add(
                "<circle cx=\"%s\" cy=\"%s\" r=\"3.5\" fill=\"%s\"><title>%s</title></circle>",
                number(x), number(y), colour, escaped(title));
    }

    void path(List<double[]> points, String colour) {
        var at = new StringBuilder();
        for (double[] point : points) {
            at.append(at.isEmpty() ? "" : " ")
                    .append(number(point[0]))
                    .append(',')
                    .append(number(point[1]));
        }
        add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>", at.toString(), colour);
    }

    @Override
    public String toString() {
        return out + "</svg>\n";
    }

    private void add(String format, Object... values) {
        out.append(format.formatted(values)).append('\n');
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
