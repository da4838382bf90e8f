// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelCommands.CreateChannel;
import dev.hansard.api.ChannelCommands.ImportChannel;
import dev.hansard.api.ChannelCommands.JoinChannel;
import dev.hansard.api.ChannelCommands.OpenDirect;
import dev.hansard.api.ChannelCommands.RenameChannel;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.Command;
import dev.hansard.api.DirectoryQueries.FindWorkspaceByName;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.Ids;
import dev.hansard.api.MessageCommands.AddReaction;
import dev.hansard.api.MessageCommands.DeleteMessage;
import dev.hansard.api.MessageCommands.PostMessage;
import dev.hansard.api.MessageCommands.Posted;
import dev.hansard.api.MessageCommands.ScheduleMessage;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.PersonCommands.EndSnooze;
import dev.hansard.api.PersonCommands.SetProfile;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Profile;
import dev.hansard.api.ReaderCommands.MarkRead;
import dev.hansard.api.ReaderCommands.SetPresence;
import dev.hansard.api.ReaderCommands.ShowConversation;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.WorkspaceView;
import dev.hansard.api.WorkspaceCommands.AddPerson;
import dev.hansard.api.WorkspaceCommands.FoundWorkspace;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.AxonConfiguration;
import dev.hansard.axon.bus.AggregateCache;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.axon.store.CommittedEvent;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.Shards;
import dev.hansard.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The whole role as it is wired in a server, over a real database. */
class CommandRoleIT {
    private static ConfigurableApplicationContext context;
    private static Commands commands;
    private static EventLog log;

    private final WorkspaceId workspace = Ids.newWorkspace();
    private final Actor ann = actor("UANN");
    private final Actor ben = actor("UBEN");
    private final ChannelKey channel = new ChannelKey(workspace, Ids.newChannel());

    @Configuration
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @Import({AxonConfiguration.class, CommandRole.class})
    static class Application {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Directory directory() {
            return new Directory();
        }
    }

    /** Knows one workspace. */
    static class Directory {
        @QueryHandler
        @Nullable
        WorkspaceView find(FindWorkspaceByName query) {
            return query.text().equals("taken")
                    ? new WorkspaceView(new WorkspaceId("TOTHER"), "Other", "taken", 1)
                    : null;
        }
    }

    @BeforeAll
    static void start() {
        var shard = TestDatabase.fresh();
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "hansard.store.shards[0].url=" + shard.url(),
                        "hansard.store.shards[0].username=root",
                        "hansard.keys.file="
                                + Path.of("target", "keys", UUID.randomUUID().toString()),
                        "hansard.store.snapshot-every=20",
                        "hansard.command.scheduled-poll=50ms",
                        "axon.axonserver.enabled=false",
                        "axon.timeout.enabled=false",
                        "logging.level.root=warn")
                .run();
        commands = context.getBean(Commands.class);
        log = context.getBean(EventLog.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void found() {
        send(new FoundWorkspace(workspace, "Acme", domain(workspace), 1, Actor.OPERATOR));
        send(add(ann, Role.PRIMARY_OWNER));
        send(add(ben, Role.MEMBER));
        send(new CreateChannel(channel, false, "general", List.of(), true, Instant.now(), ann));
        send(new JoinChannel(channel, Instant.now(), ben));
    }

    @Test
    void foundingAgainShouldSucceedAndATakenDomainBeRefused() {
        send(new FoundWorkspace(workspace, "Acme", domain(workspace), 1, Actor.OPERATOR));
        assertThat(log.stream(workspace.value(), 0, 9)).hasSize(4);
        refused(new FoundWorkspace(Ids.newWorkspace(), "Next", "taken", 1, Actor.OPERATOR), ErrorCode.DOMAIN_TAKEN);
        refused(new FoundWorkspace(Ids.newWorkspace(), "Next", "next", 1, ann), ErrorCode.NO_PERMISSION);
    }

    @Test
    void nameShouldBelongToOneChannelAlsoWhenManyWantIt() throws Exception {
        var answers = new ArrayList<Future<Boolean>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                var key = new ChannelKey(workspace, Ids.newChannel());
                answers.add(executor.submit(() -> isDone(create(key, "wanted"))));
            }
        }
        int created = 0;
        for (Future<Boolean> answer : answers) if (answer.get()) created++;
        assertThat(created).isOne();
    }

    @Test
    void renamingShouldFreeTheOldName() {
        send(new RenameChannel(channel, "town-square", Instant.now(), ann));
        refused(create(new ChannelKey(workspace, Ids.newChannel()), "town-square"), ErrorCode.NAME_TAKEN);
        send(create(new ChannelKey(workspace, Ids.newChannel()), "general"));
        refused(new RenameChannel(channel, "general", Instant.now(), ann), ErrorCode.NAME_TAKEN);
        refused(new RenameChannel(channel, "Bad Name", Instant.now(), ann), ErrorCode.INVALID_NAME_SPECIALS);
        refused(new RenameChannel(channel, "mine", Instant.now(), ben), ErrorCode.NOT_AUTHORIZED);
        refused(
                new RenameChannel(new ChannelKey(workspace, Ids.newChannel()), "x", Instant.now(), ann),
                ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void guestsShouldNotCreateChannels() {
        var guest = new Actor(new UserId("UGUEST"), Role.MULTI_CHANNEL_GUEST, null, Actor.FIRST_PARTY_APP);
        var key = new ChannelKey(workspace, Ids.newChannel());
        refused(
                new CreateChannel(key, false, "x", List.of(), false, Instant.now(), guest),
                ErrorCode.USER_IS_RESTRICTED);
    }

    @Test
    void importedChannelShouldGetAFreeName() {
        var key = new ChannelKey(workspace, Ids.newChannel());
        var command = new ImportChannel(
                key,
                ChannelKind.PUBLIC,
                "General",
                ann.user(),
                1,
                true,
                false,
                List.of(ann.user()),
                null,
                null,
                Actor.OPERATOR);
        assertThat(commands.<String>sendAndWait(command, Origin.PLATFORM)).isEqualTo("general-2");
        assertThat(commands.<String>sendAndWait(command, Origin.PLATFORM)).isEqualTo("general-2");
        refused(
                new ImportChannel(
                        key, ChannelKind.PUBLIC, "x", ann.user(), 1, false, false, List.of(), null, null, ann),
                ErrorCode.NO_PERMISSION);
    }

    @Test
    void directConversationShouldBeOneForTheSamePeople() {
        var people = List.of(ann.user(), ben.user());
        var key = new ChannelKey(workspace, Ids.directConversation(workspace, people));
        assertThat(open(key, people, ann)).isFalse();
        assertThat(open(key, people.reversed(), ben)).isTrue();
        refused(new OpenDirect(channel, people, Instant.now(), ann), ErrorCode.CHANNEL_NOT_FOUND);
        refused(new OpenDirect(key, List.of(), Instant.now(), ann), ErrorCode.NOT_ENOUGH_USERS);
        refused(new OpenDirect(key, people, Instant.now(), actor("UCLEO")), ErrorCode.CHANNEL_NOT_FOUND);
    }

    @Test
    void sendersAtOnceShouldGetStrictlyIncreasingTs() {
        var answers = new ArrayList<CompletableFuture<Posted>>();
        for (int i = 0; i < 500; i++) answers.add(commands.send(post("m" + i, null), Origin.PLATFORM));
        answers.forEach(CompletableFuture::join);
        List<Ts> inOrder = log.stream(channel.toString(), 2, 1_000).stream()
                .map(CommittedEvent::event)
                .map(event -> ((MessagePosted) event).ts())
                .toList();
        assertThat(inOrder).hasSize(500).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void samePostShouldGiveTheFirstBackAlsoConcurrentlyAndAfterEviction() {
        var answers = new ArrayList<CompletableFuture<Posted>>();
        for (int i = 0; i < 32; i++) answers.add(commands.send(post("same", "id-1"), Origin.PLATFORM));
        List<Posted> posted = answers.stream().map(CompletableFuture::join).toList();
        assertThat(posted)
                .extracting(p -> p.message().ts())
                .containsOnly(posted.getFirst().message().ts());
        assertThat(posted).filteredOn(p -> !p.duplicate()).hasSize(1);

        for (int i = 0; i < 50; i++) send(post("more", "other-" + i));
        awaitSnapshotAndForget();
        Posted again = commands.sendAndWait(post("same", "id-1"), Origin.PLATFORM);
        assertThat(again.duplicate()).isTrue();
        assertThat(again.message().ts()).isEqualTo(posted.getFirst().message().ts());
    }

    /** As after a restart: nobody remembers the first post, many repeat it at once, and other channels go on. */
    @Test
    void repeatedPostsShouldNeverBeAnsweredWithOneThatWasRefused() {
        var elsewhere = new ChannelKey(workspace, Ids.newChannel());
        send(create(elsewhere, "elsewhere"));
        Posted first = commands.sendAndWait(post("same", "id-1"), Origin.PLATFORM);
        for (int i = 0; i < 50; i++) send(post("more", null));
        for (int round = 0; round < 40; round++) {
            awaitSnapshotAndForget();
            var answers = new ArrayList<CompletableFuture<Posted>>();
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 16; i++) {
                    executor.execute(() -> send(post(elsewhere, "noise", null)));
                    var answer = new CompletableFuture<Posted>();
                    answers.add(answer);
                    executor.execute(() -> commands.<Posted>send(post("same", "id-1"), Origin.PLATFORM)
                            .whenComplete((posted, failure) -> {
                                if (failure == null) answer.complete(posted);
                                else answer.completeExceptionally(failure);
                            }));
                }
            }
            for (CompletableFuture<Posted> answer : answers) {
                Posted posted = answer.join();
                assertThat(posted.message().ts())
                        .as("round %d", round)
                        .isEqualTo(first.message().ts());
                assertThat(posted.duplicate()).isTrue();
            }
        }
    }

    @Test
    void oldMessageShouldBeKnownAfterASnapshot() {
        Posted first = commands.sendAndWait(post("first", null), Origin.PLATFORM);
        for (int i = 0; i < 50; i++) send(post("more", null));
        awaitSnapshotAndForget();
        send(new AddReaction(channel, first.message().ts(), "tada", Instant.now(), ben));
        refused(new AddReaction(channel, first.message().ts(), "tada", Instant.now(), ben), ErrorCode.ALREADY_REACTED);
        refused(new DeleteMessage(channel, first.message().ts(), Instant.now(), ben), ErrorCode.CANT_DELETE_MESSAGE);
    }

    @Test
    void scheduledMessageShouldBePostedWhenItsTimeComes() throws Exception {
        Instant now = Instant.now();
        send(new ScheduleMessage(
                channel, "Q1", now.getEpochSecond() + 1, null, false, MessageContent.ofText("later"), now, ann));
        Instant deadline = now.plusSeconds(10);
        while (!isPosted("Q1") && Instant.now().isBefore(deadline)) Thread.sleep(Duration.ofMillis(20));
        Thread.sleep(Duration.ofMillis(200));
        assertThat(log.stream(channel.toString(), 2, 99))
                .extracting(CommittedEvent::event)
                .filteredOn(MessagePosted.class::isInstance)
                .hasSize(1);
    }

    @Test
    void readerStateShouldBeKeptWithoutEvents() throws SQLException {
        long before = log.head(0);
        send(new MarkRead(channel, new Ts(7), ann));
        send(new MarkRead(channel, new Ts(5), ann));
        assertThat(number("SELECT last_read FROM reader_mark WHERE channel = '" + channel + "'"))
                .isEqualTo(5);
        assertThat(show(false)).isTrue();
        assertThat(show(false)).isFalse();
        assertThat(show(true)).isTrue();
        send(new SetPresence(workspace, true, ann));
        assertThat(number("SELECT away FROM reader_presence WHERE person = '" + workspace + "/UANN'"))
                .isOne();
        refused(new MarkRead(channel, new Ts(7), actor("UCLEO")), ErrorCode.NOT_IN_CHANNEL);
        assertThat(log.head(0)).isEqualTo(before);
    }

    @Test
    void refusedFirstCommandOfAPersonShouldLeaveNothingBehind() {
        var key = new PersonKey(workspace, ann.user());
        refused(new EndSnooze(key, 1, ann), ErrorCode.SNOOZE_NOT_ACTIVE);
        send(new SetProfile(key, Profile.named("Ann"), ann));
        assertThat(log.stream(key.toString(), 0, 9)).hasSize(1);
    }

    /** The snapshot is taken on another thread; then the aggregate must come from it. */
    private void awaitSnapshotAndForget() {
        String sql = "SELECT COUNT(*) FROM snapshot WHERE stream = '" + channel + "'";
        Instant deadline = Instant.now().plusSeconds(10);
        try {
            while (number(sql) == 0 && Instant.now().isBefore(deadline)) Thread.sleep(10);
            assertThat(number(sql)).isPositive();
        } catch (SQLException | InterruptedException e) {
            throw new AssertionError(e);
        }
        context.getBean(AggregateCache.class).evict(channel.toString());
    }

    private boolean isPosted(String scheduled) {
        return log.stream(channel.toString(), 2, 99).stream()
                .anyMatch(e -> e.event() instanceof MessagePosted posted && scheduled.equals(posted.scheduled()));
    }

    private boolean show(boolean open) {
        return commands.sendAndWait(new ShowConversation(channel, open, ann), Origin.PLATFORM);
    }

    private static boolean open(ChannelKey key, List<UserId> people, Actor actor) {
        return commands.sendAndWait(new OpenDirect(key, people, Instant.now(), actor), Origin.PLATFORM);
    }

    private static long number(String sql) throws SQLException {
        try (var connection = context.getBean(Shards.class).shard(0).reader().getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static void send(Command command) {
        commands.<@Nullable Object>sendAndWait(command, Origin.PLATFORM);
    }

    private static boolean isDone(Command command) {
        try {
            send(command);
            return true;
        } catch (Rejection e) {
            assertThat(e.code()).isEqualTo(ErrorCode.NAME_TAKEN);
            return false;
        }
    }

    private static void refused(Command command, ErrorCode code) {
        assertThatThrownBy(() -> send(command))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private CreateChannel create(ChannelKey key, String name) {
        return new CreateChannel(key, false, name, List.of(), false, Instant.now(), ann);
    }

    private PostMessage post(String text, @Nullable String clientMsgId) {
        return post(channel, text, clientMsgId);
    }

    private PostMessage post(ChannelKey where, String text, @Nullable String clientMsgId) {
        return new PostMessage(
                where, Kind.PLAIN, null, false, clientMsgId, MessageContent.ofText(text), Instant.now(), ann);
    }

    private AddPerson add(Actor person, Role role) {
        String handle = person.user().value().toLowerCase(Locale.ROOT);
        return new AddPerson(
                workspace, person.user(), handle, role, null, Profile.named(handle), false, Actor.OPERATOR);
    }

    private static String domain(WorkspaceId workspace) {
        return workspace.value().toLowerCase(Locale.ROOT);
    }

    private static Actor actor(String id) {
        Role role = id.equals("UANN") ? Role.PRIMARY_OWNER : Role.MEMBER;
        return new Actor(new UserId(id), role, null, Actor.FIRST_PARTY_APP);
    }
}
