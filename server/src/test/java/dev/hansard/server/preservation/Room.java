// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.preservation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelCommands.CreateChannel;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.Command;
import dev.hansard.api.ErasureReason;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.HoldScope;
import dev.hansard.api.HoldText;
import dev.hansard.api.Ids;
import dev.hansard.api.MessageCommands.EraseMessage;
import dev.hansard.api.MessageCommands.PostMessage;
import dev.hansard.api.MessageCommands.Posted;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageEvents.MessageDeleted;
import dev.hansard.api.MessageEvents.MessageErased;
import dev.hansard.api.PreservationCommands.CreateHold;
import dev.hansard.api.PreservationCommands.ReleaseHold;
import dev.hansard.api.PreservationCommands.SetRetention;
import dev.hansard.api.PreservationEvents.RunCause;
import dev.hansard.api.PreservationKey;
import dev.hansard.api.PreservationQueries.ErasureRequest;
import dev.hansard.api.PreservationQueries.FindRetention;
import dev.hansard.api.PreservationQueries.ListRetentionRuns;
import dev.hansard.api.PreservationQueries.RetentionView;
import dev.hansard.api.PreservationQueries.RunView;
import dev.hansard.api.Profile;
import dev.hansard.api.Rejection;
import dev.hansard.api.RetentionReport;
import dev.hansard.api.RetentionRule;
import dev.hansard.api.RetentionScope;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceCommands.AddPerson;
import dev.hansard.api.WorkspaceCommands.FoundWorkspace;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.bus.Queries;
import dev.hansard.axon.store.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** A workspace of its own with a public channel of Ann and Ben, where all happened a hundred days ago. */
final class Room {
    static final Instant THEN = Instant.now().minus(Duration.ofDays(100));
    static final Actor ANN = person("UANN", Role.PRIMARY_OWNER);
    static final Actor BEN = person("UBEN", Role.MEMBER);

    final WorkspaceId workspace = Ids.newWorkspace();
    final PreservationKey rules = new PreservationKey(workspace);
    final ChannelKey channel = new ChannelKey(workspace, Ids.newChannel());
    final EventLog log;
    private final Commands commands;
    private final Queries queries;

    Room(ApplicationContext context) {
        commands = context.getBean(Commands.class);
        queries = context.getBean(Queries.class);
        log = context.getBean(EventLog.class);
        String domain = workspace.value().toLowerCase(Locale.ROOT);
        send(new FoundWorkspace(workspace, domain, domain, 1, Actor.OPERATOR));
        send(new AddPerson(workspace, ANN.user(), "ann", ANN.role(), null, profile("Ann"), false, Actor.OPERATOR));
        send(new AddPerson(workspace, BEN.user(), "ben", BEN.role(), null, profile("Ben"), false, Actor.OPERATOR));
        send(new CreateChannel(channel, false, "room", List.of(BEN.user()), false, THEN, ANN));
    }

    static Actor person(String id, Role role) {
        return new Actor(new UserId(id), role, null, Actor.FIRST_PARTY_APP);
    }

    static Profile profile(String name) {
        return new Profile(name, name, "", "", "", "", "", 0, "", "{}");
    }

    static HoldScope holding(UserId... custodians) {
        return new HoldScope(Set.of(custodians), Set.of(), false, false, null, null);
    }

    <R> R send(Command command) {
        return commands.<R>sendAndWait(command, Commands.Origin.PLATFORM);
    }

    java.util.concurrent.CompletableFuture<Object> sendLater(Command command) {
        return commands.send(command, Commands.Origin.PLATFORM);
    }

    void refused(Command command, ErrorCode code) {
        assertThatThrownBy(() -> send(command))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        refused -> org.assertj.core.api.Assertions.assertThat(refused.code())
                                .as("%s: %s", command, refused.getMessage())
                                .isEqualTo(code));
    }

    Ts post(Actor author, String text) {
        return post(author, text, THEN);
    }

    Ts post(Actor author, String text, Instant at) {
        Posted posted =
                send(new PostMessage(channel, Kind.PLAIN, null, false, null, MessageContent.ofText(text), at, author));
        return posted.message().ts();
    }

    String hold(HoldScope scope, String... queries) {
        String hold = Ids.random('H');
        send(new CreateHold(rules, hold, scope, new HoldText("matter", "subpoena", List.of(queries)), Actor.OPERATOR));
        return hold;
    }

    void release(String hold) {
        send(new ReleaseHold(rules, hold, "settled", Actor.OPERATOR));
    }

    void retain(@Nullable RetentionRule rule) {
        send(new SetRetention(
                rules, Ids.random('P'), RetentionScope.WORKSPACE, rule, null, Instant.now(), Actor.OPERATOR));
    }

    EraseMessage erase(Ts ts) {
        return new EraseMessage(channel, ts, ErasureReason.OPERATOR, "test", Instant.now(), Actor.OPERATOR);
    }

    boolean isErased(Ts ts) {
        return log.aboutMessage(channel, ts).stream().anyMatch(event -> event.event() instanceof MessageErased);
    }

    boolean isHidden(Ts ts) {
        return log.aboutMessage(channel, ts).stream().anyMatch(event -> event.event() instanceof MessageDeleted);
    }

    /** The report of the next run that ends, of whatever cause; counts those that ended before. */
    RetentionReport report(RunCause cause) {
        await(() -> runs().stream().anyMatch(run -> run.cause() == cause && run.report() != null));
        return runs().stream()
                .filter(run -> run.cause() == cause && run.report() != null)
                .findFirst()
                .orElseThrow()
                .report();
    }

    /** Requests for erasure that are not done. */
    List<String> waiting() {
        RetentionView view = queries.ask(new FindRetention(workspace, Actor.OPERATOR));
        return view.requests().stream().map(ErasureRequest::request).toList();
    }

    List<RunView> runs() {
        return queries.ask(new ListRetentionRuns(workspace, 100, Actor.OPERATOR));
    }

    static void await(BooleanSupplier done) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!done.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) throw new AssertionError("did not happen within a minute");
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
