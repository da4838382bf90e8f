// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.audit.proof;

import static dev.hansard.audit.proof.TestLog.TOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.hansard.api.Ts;
import dev.hansard.audit.proof.LeafProofs.Prover;
import dev.hansard.audit.proof.tlog.Merkle;
import dev.hansard.audit.proof.tlog.NoteKeys;
import dev.hansard.audit.proof.tlog.ProofFile;
import dev.hansard.audit.proof.tlog.SignedNote;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as a server keeps it: follows by itself, answers, and sends its checkpoints outside. */
class KeptLogIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private TestLog test;
    private HttpServer hook;
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger(2);
    private ProofLogs logs;
    private CheckpointPublisher publisher;
    private Proofs proofs;

    @BeforeEach
    void open() throws Exception {
        test = new TestLog(directory.resolve("by-hand"));
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refuse = refusals.getAndDecrement() > 0;
            if (!refuse) posted.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            exchange.sendResponseHeaders(refuse ? 503 : 204, -1);
            exchange.close();
        });
        hook.start();
        Path token = Files.writeString(directory.resolve("token"), "secret\n");
        var publish = new ProofSettings.Publish(
                directory.resolve("outside"),
                URI.create("http://127.0.0.1:" + hook.getAddress().getPort() + "/checkpoints"),
                token,
                Duration.ofMillis(100),
                Duration.ofSeconds(5));
        var settings = new ProofSettings(
                true, directory.resolve("proofs"), directory.resolve("keys"), null, Duration.ofMillis(20), publish);
        logs = new ProofLogs(settings, test.record.stores);
        publisher = new CheckpointPublisher(logs, publish, new SimpleMeterRegistry());
        proofs = new Proofs(logs, test.record.stores, publisher);
    }

    @AfterEach
    void close() {
        publisher.close();
        logs.close();
        hook.stop(0);
        test.close();
    }

    private static void await(BooleanSupplier what) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!what.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(20);
        }
    }

    @Test
    void sameQuestionShouldGiveTheSameBytesHoweverFarTheLogIs() {
        test.post(300);
        Prover first = proofs.at(0, 250, PATIENCE);
        String proof = first.prove(17).text();
        test.post(500);
        proofs.at(0, 800, PATIENCE);

        assertThat(proofs.at(0, 250, PATIENCE).prove(17).text()).isEqualTo(proof);
        NoteKeys keys = NoteKeys.parse(proofs.verifierKeys());
        assertThat(ProofFile.parse(proof).verify(keys).size()).isEqualTo(250);
        assertThatThrownBy(() -> first.prove(251)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> proofs.at(0, 801, Duration.ofMillis(200)))
                .isInstanceOf(ProofsUnavailable.class)
                .hasMessageContaining("does not cover position 801 yet");
        assertThatThrownBy(() -> proofs.at(1, 1, PATIENCE)).isInstanceOf(ProofsUnavailable.class);
        assertThat(keys.verify(SignedNote.parse(
                        proofs.manifestSigner().sign("a manifest\n").toString())))
                .endsWith("/manifests");
    }

    @Test
    void everythingAboutAMessageShouldBeProven() throws Exception {
        test.post(3);
        Ts second = new Ts(1_000_020);
        test.record.append(new dev.hansard.api.MessageEvents.ReactionAdded(
                TOWN, second, TestLog.ANN, "eyes", TestLog.ANN, new Ts(2_000_000)));

        List<ProofFile> found = proofs.message(TOWN, second);

        assertThat(found)
                .extracting(proof -> Leaf.decode(proof.entry()).type())
                .containsExactly("message.posted", "message.reaction_added");
        assertThat(proofs.message(TOWN, new Ts(5))).isEmpty();
        assertThat(proofs.event(0, 1).index()).isZero();
    }

    @Test
    void filesAndConsistencyShouldEndWithTheCheckpoint() throws Exception {
        test.post(300);
        Prover before = proofs.at(0, 300, PATIENCE);
        test.post(10);
        Prover after = proofs.at(0, 310, PATIENCE);

        assertThat(proofs.file(0, "tile/0/000")).hasSize(8_192);
        assertThat(proofs.file(0, "tile/0/001.p/54")).hasSize(54 * 32);
        assertThat(proofs.file(0, "tile/0/001.p/55")).isNull();
        assertThat(proofs.file(0, "tile/0/001")).isNull();
        assertThat(proofs.file(0, "../keys/proofs-shard-0.key")).isNull();
        assertThat(proofs.file(0, "tile/0/.000.new")).isNull();
        assertThat(Merkle.consistent(
                        300,
                        before.checkpoint().root(),
                        310,
                        after.checkpoint().root(),
                        proofs.consistency(0, 300, 310)))
                .isTrue();
        assertThatThrownBy(() -> proofs.consistency(0, 5, 311)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> proofs.consistency(0, 5, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> proofs.consistency(0, -1, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void checkpointsShouldArriveOutsideAlsoWhenAPlaceIsAwayForAWhile() throws Exception {
        test.post(10);
        String note = proofs.at(0, 10, PATIENCE).note();
        await(() -> posted.contains("Bearer secret " + note));
        await(() -> proofs.status().getFirst().places().stream().allMatch(place -> place.size() == 10));

        assertThat(proofs.status().getFirst().places())
                .extracting(LogStatus.Place::error)
                .containsOnlyNulls();
        String origin = proofs.status().getFirst().origin();
        assertThat(PublishDirectory.last(directory.resolve("outside"), origin)).isEqualTo(note);
        test.post(5);
        await(() -> proofs.status().getFirst().places().stream().allMatch(place -> place.size() == 15));
        try (var kept = Files.walk(directory.resolve("outside"))) {
            assertThat(kept.filter(file -> file.toString().endsWith(".checkpoint")))
                    .hasSize(2);
        }
    }

    @Test
    void contradictionShouldBeToldAndNothingBePromised() throws Exception {
        test.post(10);
        proofs.at(0, 10, PATIENCE);
        test.sql("UPDATE event SET at = at + 1 WHERE position = 10");
        test.post(1);
        await(() -> proofs.status().getFirst().halted() != null);

        assertThat(proofs.status().getFirst().halted()).contains("position 10", "at");
        assertThat(proofs.status().getFirst().size()).isEqualTo(10);
        assertThat(proofs.event(0, 10).index())
                .as("what is signed can still be proven")
                .isEqualTo(9);
        assertThatThrownBy(() -> proofs.at(0, 11, PATIENCE))
                .isInstanceOf(ProofsUnavailable.class)
                .hasMessageContaining("nothing is signed");
        assertThat(proofs.verifyRecord(0, count -> {}).findings()).hasSize(1);
    }
}
