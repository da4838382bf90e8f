// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.audit.proof.Leaf;
import dev.hansard.audit.proof.tlog.NoteKeys;
import dev.hansard.audit.proof.tlog.ProofFile;
import dev.hansard.server.testing.HansardCli;
import dev.hansard.server.testing.HansardCli.Outcome;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.SlackApi;
import dev.hansard.server.testing.TestFolders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The transparency log of a real server: its doors, and what kills do to it. */
class ProofsIT {
    private static final int ROUNDS = Integer.getInteger("hansard.kill.rounds", 2);
    private static final String GENERAL = "C0GENERAL00";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static ServerProcess server;
    private static Path folder;

    @BeforeAll
    static void start() {
        server = ServerProcess.on(TestFolders.create("proofs")).start();
        folder = server.data().resolve("proofs/shard-0");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        URI uri = server.url().resolve(path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static String token(String user, String... scopes) throws Exception {
        var body =
                JsonMapper.shared().createObjectNode().put("workspace", "demo").put("user", user);
        List.of(scopes).forEach(body.putArray("scopes")::add);
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/admin/tokens"))
                .header("Authorization", "Bearer " + server.operatorToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        JsonNode answer = JsonMapper.shared()
                .readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        return answer.path("token").asString();
    }

    private static NoteKeys keys() throws IOException {
        return NoteKeys.parse(Files.readString(folder.resolve("verifier-keys")));
    }

    private static Outcome verify(String... arguments) {
        return new HansardCli(server.data()).run("verify", arguments);
    }

    private static String key() throws IOException {
        return keys().keys().getFirst().toString();
    }

    @Test
    void doorsShouldOpenForThoseWhoMayAndTellOthersNothing() throws Exception {
        SlackApi max = server.api("max");
        String ts = max.call("chat.postMessage", "channel", GENERAL, "text", "prove me")
                .path("ts")
                .asString();
        max.call("reactions.add", "channel", GENERAL, "timestamp", ts, "name", "eyes");
        String auditor = token("olivia", "auditlogs:read");
        String every = token("olivia", "proofs:read");
        String message = "/proofs/message?channel=" + GENERAL + "&ts=" + ts;

        HttpResponse<String> proofs = get(message, auditor);
        assertThat(proofs.statusCode()).as(proofs.body()).isEqualTo(200);
        var found = new ArrayList<ProofFile>();
        ProofFile.readAll(new BufferedReader(new StringReader(proofs.body())), found::add);
        for (ProofFile proof : found) proof.verify(keys());
        assertThat(found)
                .extracting(proof -> Leaf.decode(proof.entry()).type())
                .containsExactly("message.posted", "message.reaction_added");

        String[] paths = {"/proofs", "/proofs/keys", "/proofs/shard-0/checkpoint", "/proofs/shard-0/tile/0/000", message
        };
        for (String path : paths) {
            assertThat(get(path, "xoxp-nobody").statusCode()).as(path).isEqualTo(401);
            assertThat(get(path, token("max", "chat:write")).statusCode())
                    .as(path)
                    .isEqualTo(403);
            assertThat(get(path, token("botty", "auditlogs:read")).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        long size = keys().checkpoint(get("/proofs/shard-0/checkpoint", auditor).body())
                .size();
        String bundle = size >= 256 ? "/proofs/shard-0/tile/entries/000" : "/proofs/shard-0/tile/entries/000.p/" + size;
        assertThat(get(bundle, auditor).statusCode()).isEqualTo(403);
        assertThat(get("/proofs/shard-0/tile/entries/999", every).statusCode()).isEqualTo(404);
        assertThat(get("/proofs/shard-0/inclusion?position=0", auditor).statusCode())
                .isEqualTo(404);
        assertThat(get("/proofs/shard-0/inclusion?position=99999999", auditor).statusCode())
                .isEqualTo(404);
        assertThat(get("/proofs/shard-0/inclusion?position=x", auditor).statusCode())
                .isEqualTo(400);
        assertThat(get("/proofs/shard-9/checkpoint", auditor).statusCode()).isEqualTo(404);
        assertThat(get("/proofs/shard-0/consistency?from=9&to=3", auditor).statusCode())
                .isEqualTo(400);
        assertThat(get("/proofs/message?channel=C0NOTHERE&ts=" + ts, auditor).statusCode())
                .isEqualTo(404);
        assertThat(get(message + "&team=T0SOMEBODY", auditor).statusCode()).isEqualTo(404);
        assertThat(get("/proofs/shard-0/inclusion?position=2", every).statusCode())
                .isEqualTo(200);
    }

    @Test
    void logShouldGoOnAfterEachKillAndVerifyInEveryWay() throws Exception {
        awaitLogged();
        for (int round = 1; round <= ROUNDS; round++) {
            Path earlier =
                    Files.copy(folder.resolve("checkpoint"), server.data().resolve("kept-" + round));
            var load = new PostingLoad(server);
            for (String who : List.of("max", "mina", "olivia")) load.overHttp(who, GENERAL);
            while (load.accepted() < 150L * round) Thread.sleep(20);
            Thread.sleep(ThreadLocalRandom.current().nextInt(1_500));
            server.kill();
            load.stop();
            server = server.startAgain();
            awaitLogged();

            assertGood(verify("--key", key(), "--earlier", earlier.toString()));
            assertGood(verify(folder.toString(), "--key", key(), "--earlier", earlier.toString()));
        }
        Outcome record = verify("--record");
        assertGood(record);
        assertGood(verify("--key", key()));
        Outcome status = new HansardCli(server.data()).run("status");
        assertThat(status.out()).contains("transparency log", "shard-0").doesNotContain("HALTED");
        checkIndependently();

        Path tile = folder.resolve("tile/0/000");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[32 * 41] ^= 4;
        Files.write(tile, bytes);
        Outcome tampered = verify(folder.toString(), "--key", key());
        assertThat(tampered.code()).isEqualTo(5);
        assertThat(tampered.out()).contains("TILE_ALTERED in tile/0/000, position 42");
        bytes[32 * 41] ^= 4;
        Files.write(tile, bytes);
    }

    private static void assertGood(Outcome outcome) {
        assertThat(outcome.out()).contains(": good, ");
        assertThat(outcome.code()).isZero();
    }

    private static void awaitLogged() throws Exception {
        for (int i = 0; i < 600; i++) {
            JsonNode log = JsonMapper.shared()
                    .readTree(get("/admin/proofs", server.operatorToken()).body())
                    .path(0);
            assertThat(log.path("halted").isNull()).as(log.toString()).isTrue();
            if (log.path("size").asLong() > 0 && log.path("lag").asLong() == 0) return;
            Thread.sleep(100);
        }
        throw new IllegalStateException("the log does not catch up");
    }

    /** With a second implementation, which shares nothing with ours. */
    private static void checkIndependently() throws Exception {
        Path script = Path.of(System.getProperty("hansard.root", ".."))
                .resolve("compliance-audit/src/test/resources/proof/check_log.py");
        Path proof = server.data().resolve("some.tlog-proof");
        Files.writeString(
                proof,
                get("/proofs/shard-0/inclusion?position=5", server.operatorToken())
                        .body());
        Thread.sleep(1_500);
        awaitLogged();
        Path copy = server.data().resolve("copy-of-log");
        org.springframework.util.FileSystemUtils.copyRecursively(folder, copy);
        Process python;
        try {
            python = new ProcessBuilder("python3", script.toString(), copy.toString(), key(), proof.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            System.out.println("ProofsIT: no Python here, so the log is not checked by the second implementation");
            return;
        }
        String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(out).isZero();
        assertThat(out).contains("entries lead to the signed root", "1 proofs hold");
    }
}
