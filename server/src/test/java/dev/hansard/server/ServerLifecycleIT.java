// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.folder.RunningServer;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.SlackApi;
import dev.hansard.server.testing.TestFolders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an operator sees of starts, stops and crashes. */
class ServerLifecycleIT {
    private static final String GENERAL = "C0GENERAL00";

    @Test
    void keepsEverythingOverStopsAndKillsOfEitherProcess() throws Exception {
        Path data = TestFolders.create("lifecycle");
        var server = ServerProcess.on(data).start();
        try {
            server.api("max").post(GENERAL, "first run");
            keepsItsSecrets(server);
            refusesASecondInstance(server);

            assertThat(server.stop()).isIn(0, 143);
            assertThat(server.databases()).isEmpty();
            assertThat(RunningServer.in(data)).isNull();

            server = server.startAgain();
            server.api("mina").post(GENERAL, "second run");

            server.kill();
            assertThat(server.databases()).as("left behind").hasSize(1);

            server = server.startAgain();
            assertThat(server.databases()).hasSize(1);
            SlackApi olivia = server.api("olivia");
            olivia.post(GENERAL, "after the server was killed");

            server.killDatabase();
            eventuallyPosts(olivia, "after the database was killed");
            assertThat(server.isAlive()).isTrue();
            assertThat(olivia.texts(GENERAL))
                    .containsSubsequence(
                            "first run", "second run", "after the server was killed", "after the database was killed");
        } finally {
            server.close();
        }
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var server = ServerProcess.on(TestFolders.create("taken"))
                        .with("--port", String.valueOf(socket.getLocalPort()))
                        .startAnyhow()) {
            assertThat(server.awaitEnd()).isEqualTo(1);
            assertThat(server.output())
                    .contains("hansard: port " + socket.getLocalPort() + " is in use")
                    .doesNotContain("\tat ");
            assertThat(server.databases()).isEmpty();
        }
    }

    private static void keepsItsSecrets(ServerProcess server) throws IOException {
        Path secrets = server.data().resolve("secrets");
        try (Stream<Path> files = Files.list(secrets)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        List<String> told =
                List.of(server.output(), Files.readString(server.data().resolve("logs/hansard.json")));
        assertThat(told)
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain(server.token("max"))
                        .doesNotContain(server.operatorToken())
                        .doesNotContain("first run"));
    }

    private static void refusesASecondInstance(ServerProcess server) {
        int size = server.output().length();
        int code = ServerProcess.on(server.data()).startAnyhow().awaitEnd();

        assertThat(code).isEqualTo(1);
        assertThat(server.output().substring(size))
                .contains("A server already runs on the data folder", "process " + server.pid())
                .doesNotContain("\tat ");
    }

    private static void eventuallyPosts(SlackApi api, String text) throws InterruptedException {
        var deadline = Instant.now().plusSeconds(60);
        while (true) {
            try {
                api.post(GENERAL, text);
                return;
            } catch (IllegalStateException e) {
                if (Instant.now().isAfter(deadline)) throw e;
                Thread.sleep(200);
            }
        }
    }
}
