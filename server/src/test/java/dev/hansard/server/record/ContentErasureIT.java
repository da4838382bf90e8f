// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.SlackApi;
import dev.hansard.server.testing.TestFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Erasure as an operator does it, on a real server that is killed meanwhile; and what the files hold. */
class ContentErasureIT {
    private static final String GENERAL = "C0GENERAL00";
    private static final String SECRET = "Quastenflosserauflauf";
    private static final String EDITED = "Nacktmullsoufflee";
    private static final String TOPIC = "Axolotlragout";
    private static final String STATUS = "Seegurkenkompott";
    private static final List<String> WORDS = List.of(SECRET, EDITED, TOPIC, STATUS);

    @Test
    void whatWasErasedIsGoneFromEveryAnswerAndEveryFileHoweverTheServerEnds() throws Exception {
        Path data = TestFolders.create("erasure");
        var server = ServerProcess.on(data).start();
        try {
            SlackApi max = server.api("max").withKeys();
            SlackApi mina = server.api("mina");
            String message = max.post(GENERAL, SECRET);
            max.call("chat.update", "channel", GENERAL, "ts", message, "text", EDITED);
            String root = max.post(GENERAL, SECRET + " with a thread");
            mina.call("chat.postMessage", "channel", GENERAL, "text", "a reply", "thread_ts", root);
            mina.post(GENERAL, "stays");
            max.call("conversations.setTopic", "channel", GENERAL, "topic", TOPIC);
            max.call("users.profile.set", "profile", "{\"status_text\":\"" + STATUS + "\"}");
            assertThat(mina.texts(GENERAL)).contains(EDITED, SECRET + " with a thread", "stays");

            assertThat(erase(server, message).output()).contains("is erased");
            assertThat(mina.texts(GENERAL)).doesNotContain(EDITED).contains("stays");
            server.kill();
            server = server.startAgain();
            mina = server.api("mina");
            assertThat(mina.texts(GENERAL)).doesNotContain(EDITED).contains(SECRET + " with a thread");
            assertThat(erase(server, message).output()).contains("erased before");

            assertThat(erase(server, root).code()).isZero();
            JsonNode thread = mina.call("conversations.replies", "channel", GENERAL, "ts", root);
            assertThat(thread.path("messages").path(0).path("subtype").asString(""))
                    .isEqualTo("tombstone");
            assertThat(thread.path("messages").path(1).path("text").asString(""))
                    .isEqualTo("a reply");
            assertThat(found(data)).as("content is only ever stored encrypted").isEmpty();

            ServerProcess.CommandResult started =
                    server.command("erase", "person", "--user", "max", "--authority", "DSR-2");
            assertThat(started.code()).as(started.output()).isZero();
            awaitErasures(server);
            mina = server.api("mina");
            String answers = answers(mina, root);
            assertThat(WORDS).noneMatch(answers::contains);
            assertThat(answers).contains("stays");

            ServerProcess.CommandResult purged = server.command("index", "purge");
            assertThat(purged.code()).as(purged.output()).isZero();
            assertThat(purged.output()).contains("0 are left");
            assertThat(indexed(data))
                    .as("words of what was erased in the search index")
                    .isEmpty();
            assertThat(server.command("audit").output())
                    .contains("hansard.index_purge_started", "hansard.index_purge_completed");

            assertThat(server.command("keys", "rotate", "--master").output()).contains("the master key is new too");
            assertThat(server.command("replay", "timeline").code()).isZero();
            assertThat(server.command("replay", "directory").code()).isZero();
            assertThat(answers(mina, root)).isEqualTo(answers);
            server.stop();
            server = server.startAgain();
            assertThat(answers(server.api("mina"), root)).isEqualTo(answers);
            assertThat(server.command("status", "--inspect").output()).contains("sound");
            server.stop();
            assertThat(found(data)).isEmpty();
        } finally {
            server.close();
        }
    }

    @Test
    void anErasureThatIsKilledAgainAndAgainIsFinishedByTheNextStart() throws Exception {
        Path data = TestFolders.create("erasure-killed");
        var server = ServerProcess.on(data).start();
        try {
            var kept = new ArrayList<String>();
            for (int i = 0; i < 150; i++) {
                server.api("max").post(GENERAL, SECRET + " " + i);
                if (i % 10 == 0) {
                    kept.add("stays " + i);
                    server.api("mina").post(GENERAL, "stays " + i);
                }
            }
            server.command("erase", "person", "--user", "max", "--authority", "DSR-3");
            var random = new Random(7);
            for (int kill = 0; kill < 3; kill++) {
                Thread.sleep(random.nextInt(400));
                server.kill();
                server = server.startAgain();
            }
            awaitErasures(server);
            assertThat(server.api("mina").texts(GENERAL)).containsAll(kept).noneMatch(text -> text.contains(SECRET));
            assertThat(server.command("status", "--inspect").output()).contains("sound");
        } finally {
            server.close();
        }
    }

    @Test
    void aMasterKeyThatIsMissingIsAskedForAndLosesNothing() throws Exception {
        Path data = TestFolders.create("erasure-keyless");
        var server = ServerProcess.on(data).start();
        try {
            server.api("max").post(GENERAL, SECRET);
            server.stop();
            Path key = data.resolve("secrets/master-key");
            Path away = Files.move(key, data.resolve("secrets/away"));
            try (var keyless = ServerProcess.on(data).startAnyhow()) {
                assertThat(keyless.awaitEnd()).isEqualTo(1);
                assertThat(keyless.output()).contains("master key").contains("is missing");
            }
            Files.move(away, key);
            server = server.startAgain();
            assertThat(server.api("mina").texts(GENERAL)).contains(SECRET);
        } finally {
            server.close();
        }
    }

    private static ServerProcess.CommandResult erase(ServerProcess server, String ts) {
        return server.command("erase", "message", "--channel", GENERAL, "--ts", ts, "--authority", "DSR-1");
    }

    private static void awaitErasures(ServerProcess server) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
        while (!server.command("erase", "status").output().contains("No erasure")) {
            if (Instant.now().isAfter(deadline)) throw new AssertionError("the erasure does not end");
            Thread.sleep(200);
        }
    }

    private static String answers(SlackApi api, String root) {
        return api.body("conversations.history", "channel", GENERAL, "limit", "200")
                + api.body("conversations.replies", "channel", GENERAL, "ts", root)
                + api.body("conversations.info", "channel", GENERAL)
                + api.body("users.list").replaceAll("\"cache_ts\":\\d+", "");
    }

    /** Files with one of the words in them; the search index is no part of the record. */
    private static List<String> found(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.startsWith(data.resolve("mariadb"))
                            || file.startsWith(data.resolve("logs"))
                            || file.startsWith(data.resolve("secrets")))
                    .filter(ContentErasureIT::holdsAWord)
                    .map(Path::toString)
                    .toList();
        }
    }

    private static boolean holdsAWord(Path file) {
        String bytes = bytes(file);
        return WORDS.stream().anyMatch(bytes::contains);
    }

    /** Files of the search index with one of the words in them, which it keeps in lower case. */
    private static List<String> indexed(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("search"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        String bytes = bytes(file);
                        return WORDS.stream().anyMatch(word -> bytes.contains(word.toLowerCase(Locale.ROOT)));
                    })
                    .map(Path::toString)
                    .toList();
        }
    }

    private static String bytes(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
