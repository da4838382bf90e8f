// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hansard.api.AuditAction;
import dev.hansard.api.AuditActor;
import dev.hansard.api.AuditEntry;
import dev.hansard.audit.trail.StreamSettings.FileTarget;
import dev.hansard.audit.trail.StreamSettings.Format;
import dev.hansard.audit.trail.StreamSettings.HttpTarget;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The trail on its way to files and collectors. */
class TrailStreamIT {
    private static final Duration SOON = Duration.ofMillis(20);

    @TempDir
    private Path folder;

    private final TrailFixture fixture = new TrailFixture();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusing = new AtomicInteger();

    @AfterEach
    void close() {
        fixture.close();
    }

    private TrailStreams streams(FileTarget file, HttpTarget http) {
        return new TrailStreams(
                new StreamSettings(4, SOON, file, http),
                fixture.record.stores.shards(),
                fixture.tables,
                fixture.reader,
                fixture.record.readModels,
                new SimpleMeterRegistry());
    }

    private FileTarget file() {
        return new FileTarget(folder.resolve("audit.jsonl"), DataSize.ofMegabytes(1), 3);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(10);
        }
    }

    private static void awaitAll(TrailStreams streams, long position) throws InterruptedException {
        await(() -> streams.status().stream().allMatch(each -> each.position() >= position));
    }

    private List<String> lines() throws IOException {
        var lines = new ArrayList<String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (!file.getFileName().toString().equals("audit.jsonl")) lines.addAll(Files.readAllLines(file));
            }
        }
        if (Files.exists(folder.resolve("audit.jsonl")))
            lines.addAll(Files.readAllLines(folder.resolve("audit.jsonl")));
        return lines;
    }

    private static List<Long> positions(List<String> lines) {
        return lines.stream()
                .map(line -> JsonMapper.shared()
                        .readTree(line)
                        .at("/hansard/position")
                        .asLong())
                .toList();
    }

    @Test
    void fileShouldGetEveryEntryInOrderAndGoOnAfterARestart() throws Exception {
        fixture.history();
        TrailStreams first = streams(file(), null);
        awaitAll(first, 17);
        first.destroy();
        assertThat(lines()).hasSize(16);
        // Killed in the middle of a line, and before it could say how far it was.
        Files.writeString(folder.resolve("audit.jsonl"), "{\"id\":\"to", StandardOpenOption.APPEND);

        fixture.append(AuditEntry.of(TrailFixture.TEAM, AuditAction.ROLE_ASSIGNED, AuditActor.OPERATOR));
        TrailStreams second = streams(file(), null);
        awaitAll(second, 18);
        second.destroy();

        assertThat(positions(lines()))
                .hasSize(17)
                .isSorted()
                .doesNotHaveDuplicates()
                .endsWith(18L);
        assertThat(second.status().getFirst().lag()).isZero();
        assertThat(second.status().getFirst().error()).isNull();
    }

    @Test
    void fullFilesShouldBePutAsideAndOldOnesDeleted() throws Exception {
        var small = new FileTarget(folder.resolve("audit.jsonl"), DataSize.ofKilobytes(1), 2);
        fixture.history();
        TrailStreams streams = streams(small, null);
        awaitAll(streams, 17);
        streams.destroy();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.count()).isEqualTo(3);
        }
        List<Long> kept = positions(lines());
        assertThat(kept).isSorted().endsWith(17L).hasSizeLessThan(16);
    }

    @Test
    void collectorThatRefusesShouldGetEverythingOnceItTakesIt() throws Exception {
        refusing.set(3);
        HttpServer collector = collector();
        fixture.history();
        TrailStreams streams = streams(null, collector(collector, Format.JSON, 2));
        awaitAll(streams, 17);
        streams.destroy();
        collector.stop(0);

        var lines = received.stream().flatMap(String::lines).toList();
        assertThat(positions(lines)).hasSize(16).isSorted().doesNotHaveDuplicates();
        assertThat(streams.status().getFirst().sent()).isEqualTo(16);
    }

    @Test
    void collectorThatIsAwayShouldHoldUpNothingButItself() throws Exception {
        refusing.set(Integer.MAX_VALUE);
        HttpServer collector = collector();
        fixture.history();
        TrailStreams streams = streams(file(), collector(collector, Format.JSON, 1));
        await(() -> streams.status().stream().anyMatch(each -> each.error() != null));
        await(() -> streams.status().stream().anyMatch(each -> each.sink().equals("file") && each.position() == 17));

        assertThat(fixture.entries(dev.hansard.api.AuditQueries.Filter.ALL)).hasSize(16);
        assertThat(streams.status())
                .filteredOn(each -> each.sink().equals("http"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.position()).isZero();
                    assertThat(each.lag()).isGreaterThanOrEqualTo(17);
                    assertThat(each.error()).contains("503");
                });
        streams.destroy();
        collector.stop(0);
    }

    @Test
    void twoProcessesShouldNotSendTheSame() throws Exception {
        HttpServer collector = collector();
        fixture.history();
        TrailStreams one = streams(null, collector(collector, Format.JSON, 2));
        TrailStreams other = streams(null, collector(collector, Format.JSON, 2));
        awaitAll(one, 17);
        awaitAll(other, 17);
        // The one that sends goes away, and the other takes over.
        boolean firstSends = one.status().getFirst().sending();
        (firstSends ? one : other).destroy();
        fixture.append(AuditEntry.of(TrailFixture.TEAM, AuditAction.ROLE_ASSIGNED, AuditActor.OPERATOR));
        awaitAll(firstSends ? other : one, 18);
        (firstSends ? other : one).destroy();
        collector.stop(0);

        var lines = received.stream().flatMap(String::lines).toList();
        assertThat(positions(lines)).hasSize(17).doesNotHaveDuplicates();
    }

    @Test
    void cefShouldEscapeWhatItMust() throws Exception {
        HttpServer collector = collector();
        fixture.append(AuditEntry.of(TrailFixture.TEAM, AuditAction.CASE_SEARCHED, AuditActor.UNKNOWN)
                .refused("not=allowed\\")
                .with("query|x", "a=b")
                .from("192.0.2.9", "agent=1\nrt=0"));
        TrailStreams streams = streams(null, collector(collector, Format.CEF, 2));
        awaitAll(streams, 1);
        streams.destroy();
        collector.stop(0);

        String line = received.getFirst().strip();
        assertThat(line)
                .startsWith("CEF:0|Hansard|Hansard|1|hansard.case_searched|hansard.case searched|6|rt=")
                .contains(" src=192.0.2.9 requestClientApplication=agent\\=1\\nrt\\=0 outcome=refused")
                .contains(" reason=not\\=allowed\\\\ ")
                .contains(" cs2=workspace:T1 ");
        assertThat(line.lines()).hasSize(1);
    }

    private HttpTarget collector(HttpServer server, Format format, int attempts) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/in");
        return new HttpTarget(url, format, null, Duration.ofSeconds(5), attempts, Duration.ofMillis(5));
    }

    private HttpServer collector() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/in", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refuse = refusing.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (!refuse) received.add(body);
            exchange.sendResponseHeaders(refuse ? 503 : 204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void entriesShouldHaveTheirNamesWhenTheyAreSent() throws Exception {
        fixture.history();
        TrailStreams streams = streams(file(), null);
        awaitAll(streams, 17);
        streams.destroy();
        JsonNode last = JsonMapper.shared().readTree(lines().getLast());
        assertThat(last.at("/actor/user/name").asString()).isEqualTo("ANN");
    }
}
