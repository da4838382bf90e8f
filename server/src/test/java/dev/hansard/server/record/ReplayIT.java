// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.server.testing.AdminDoor;
import dev.hansard.server.testing.ExistingDatabase;
import dev.hansard.server.testing.HansardCli;
import dev.hansard.server.testing.ServerProcess;
import dev.hansard.server.testing.SlackApi;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Read models hold nothing of their own: without them, the record says the same again. */
class ReplayIT {
    @Test
    void answersShouldBeTheSameByteForByteWhenAllReadModelsWereDeletedOrReplayed() throws Exception {
        ServerProcess server = null;
        try (var database = ExistingDatabase.start()) {
            server = database.server("replay").start();
            var activity = new Activity(server);
            activity.run(400);
            assertThat(activity.done()).as("%s", activity.refused()).isGreaterThan(300);
            var before = Answers.of(server);
            assertThat(before).hasSizeGreaterThan(200);

            server.stop();
            List<String> projections = deleteReadModels(database);
            server = server.startAgain();
            new AdminDoor(server).awaitReadModels();
            same(before, Answers.of(server));

            for (String projection : projections) replayWhileServing(server, projection);
            same(before, Answers.of(server));
            assertThat(new AdminDoor(server).status().path("letters")).isEmpty();
            System.out.printf(
                    "%d answers over %d calls; refused: %s%n", before.size(), activity.done(), activity.refused());
        } finally {
            if (server != null) server.close();
        }
    }

    private static void same(Map<String, String> before, Map<String, String> after) {
        assertThat(after.keySet()).containsExactlyElementsOf(before.keySet());
        before.forEach((question, answer) ->
                assertThat(after.get(question)).as(question).isEqualTo(answer));
    }

    /** Tables, tokens and which of them serve; answers the projections that had any. */
    private static List<String> deleteReadModels(ExistingDatabase database) throws SQLException {
        List<String> projections = database.read("SELECT DISTINCT projection FROM projection_token");
        assertThat(projections).contains("timeline", "directory");
        for (String projection : projections) {
            List<String> tables =
                    database.read("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
                            + " AND table_name LIKE '" + projection + "\\_%\\_g%'");
            assertThat(tables).isNotEmpty();
            for (String table : tables) database.execute("DROP TABLE " + table);
        }
        for (String table : List.of("projection_token", "projection_serving", "dead_letter")) {
            database.execute("DELETE FROM " + table);
        }
        return projections;
    }

    /** Somebody reads all the while and sees no difference. */
    private static void replayWhileServing(ServerProcess server, String projection) throws Exception {
        SlackApi max = server.api("max");
        String history = max.body("conversations.history", "channel", Activity.GENERAL);
        String members = max.body("conversations.members", "channel", Activity.GENERAL);
        var done = new AtomicBoolean();
        CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(() -> {
            int times = 0;
            for (; !done.get(); times++) {
                assertThat(max.body("conversations.history", "channel", Activity.GENERAL))
                        .isEqualTo(history);
                assertThat(max.body("conversations.members", "channel", Activity.GENERAL))
                        .isEqualTo(members);
            }
            return times;
        });
        HansardCli.Outcome outcome = new HansardCli(server.data()).run("replay", projection);
        done.set(true);
        assertThat(outcome.code()).as(outcome.out()).isZero();
        assertThat(outcome.out()).contains(projection, "rebuilt");
        assertThat(reading.get()).isPositive();
    }
}
