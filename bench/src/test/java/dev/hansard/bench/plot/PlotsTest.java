// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PlotsTest {
    @TempDir
    Path folder;

    private static String line(String scenario, String date, boolean pinned, String result) {
        return """
                {"scenario":"%s","date":"%s","commit":"abc","machine":{"cores":2,"cpu":"A & B"},"settings":{"pinned":%s},"result":%s}""".formatted(scenario, date, pinned, result);
    }

    private Document drawn(String name, String... lines) throws Exception {
        Files.write(folder.resolve("results.jsonl"), List.of(lines));
        Plots.draw(folder);
        var factory = DocumentBuilderFactory.newInstance();
        return factory.newDocumentBuilder().parse(folder.resolve(name).toFile());
    }

    @Test
    void theLatestRunShouldBeDrawnWithAllItsRows() throws Exception {
        Document chart = drawn(
                "start.svg",
                line("start", "2026-01-01T00:00:00Z", false, "{\"data folder\":\"old\",\"seconds\":99}"),
                line(
                        "start",
                        "2026-01-02T00:00:00Z",
                        false,
                        "{\"data folder\":\"new\",\"seconds\":{\"median\":5,\"min\":4,\"max\":7}}"),
                line("start", "2026-01-02T00:00:00Z", false, "{\"data folder\":\"same\",\"seconds\":3}"));
        assertThat(chart.getDocumentElement().getTextContent())
                .contains("new data folder", "same data folder", "n/a", "A & B")
                .doesNotContain("old data folder");
    }

    @Test
    void pinnedRunsShouldHaveChartsOfTheirOwn() throws Exception {
        String row = "{\"data folder\":\"new\",\"seconds\":3}";
        drawn(
                "start.svg",
                line("start", "2026-01-01T00:00:00Z", false, row),
                line("start", "2026-01-02T00:00:00Z", true, row));
        assertThat(Files.readString(folder.resolve("start-pinned.svg"))).contains("pinned");
    }

    @Test
    void roomsOfBothTransportsShouldBeDrawnSideBySide() throws Exception {
        String row = "{\"transport\":\"%s\",\"rooms\":1,\"members\":%d,\"deliveries/s\":5}";
        Document chart = drawn(
                "transports-deliveries-pinned.svg",
                line("rooms", "2026-01-01T00:00:00Z", true, row.formatted("netty", 10)),
                line("rooms", "2026-01-01T00:00:00Z", true, row.formatted("netty", 20)),
                line("rooms", "2026-01-02T00:00:00Z", true, row.formatted("spring", 10))
                        .replace("\"settings\":{", "\"settings\":{\"transport\":\"spring\","));
        assertThat(chart.getDocumentElement().getTextContent())
                .contains("netty 1 x 10", "spring 1 x 10")
                .doesNotContain("1 x 20");
    }

    @Test
    void anotherCollectorShouldHaveChartsOfItsOwn() throws Exception {
        String options = "\"settings\":{\"serverJavaOptions\":[\"-Xmx1g\",\"-XX:+UseG1GC\"],";
        drawn(
                "start-g1.svg",
                line("start", "2026-01-01T00:00:00Z", false, "{\"data folder\":\"new\",\"seconds\":3}")
                        .replace("\"settings\":{", options));
    }

    @Test
    void linesShouldRiseAlongTheirAxisAndStopAtTheUpperEdge() throws Exception {
        String step = "{\"of\":\"hansard\",\"rooms\":1,\"members\":10,\"deliveries/s\":%d,\"last p99 ms\":%d}";
        Document chart = drawn(
                "rooms-steps.svg",
                line("rooms-steps", "2026-01-01T00:00:00Z", false, step.formatted(2_000, 9_000)),
                line("rooms-steps", "2026-01-01T00:00:00Z", false, step.formatted(1_000, 50)));
        assertThat(chart.getElementsByTagName("polyline").getLength()).isEqualTo(1);
        assertThat(chart.getElementsByTagName("polyline")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("points")
                        .getTextContent())
                .startsWith("475,")
                .endsWith("880,85");
    }

    @Test
    void whatThereIsNoChartForShouldBeLeftOut() throws IOException {
        Files.write(folder.resolve("x.jsonl"), List.of(line("unknown", "2026-01-01T00:00:00Z", false, "{}"), ""));
        assertThat(Plots.draw(folder)).isEmpty();
    }
}
