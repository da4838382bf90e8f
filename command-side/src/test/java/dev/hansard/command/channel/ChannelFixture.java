// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.command.channel;

import dev.hansard.api.Actor;
import dev.hansard.api.ChannelEvents;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.MessageCommands;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.Role;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.axon.content.ErasureGuard;
import dev.hansard.command.Refusals;
import dev.hansard.command.erasure.Permits;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;

/** Given/when/expect for a channel, over a record that holds what was given. */
final class ChannelFixture {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final ChannelKey KEY = ChannelKey.of("T1", "C1");
    static final Actor ANN = person("UANN", Role.MEMBER);
    static final Actor BEN = person("UBEN", Role.MEMBER);
    static final Actor CLEO = person("UCLEO", Role.MEMBER);
    static final Actor ADMIN = person("UADMIN", Role.ADMIN);
    static final Actor GUEST = person("UGUEST", Role.MULTI_CHANNEL_GUEST);
    static final Actor SINGLE = person("USINGLE", Role.SINGLE_CHANNEL_GUEST);
    static final Actor BOT = new Actor(new UserId("UBOT"), Role.MEMBER, "BBOT", "ABOT");

    final FakeEventLog log = new FakeEventLog();
    final List<ErasureGuard> guards = new ArrayList<>();
    private final List<DomainEvent> past = new ArrayList<>();

    static Actor person(String id, Role role) {
        return new Actor(new UserId(id), role, null, Actor.FIRST_PARTY_APP);
    }

    static ChannelEvents.ChannelCreated publicChannel(Actor... members) {
        return created(ChannelKind.PUBLIC, false, members);
    }

    static ChannelEvents.ChannelCreated created(ChannelKind kind, boolean general, Actor... members) {
        List<UserId> ids = List.of(members).stream().map(Actor::user).toList();
        String name = kind.isDirect() ? null : "talk";
        return new ChannelEvents.ChannelCreated(KEY, kind, name, ANN.user(), ids, general, NOW.getEpochSecond());
    }

    /** {@code NOW} and that many microseconds. */
    static Ts ts(long micros) {
        return new Ts(Ts.at(NOW).micros() + micros);
    }

    static MessagePosted posted(Ts ts, Actor author, String text) {
        return posted(ts, author, text, null, null);
    }

    static MessagePosted posted(Ts ts, Actor author, String text, Ts thread, String clientMsgId) {
        return new MessagePosted(
                KEY,
                ts,
                author.user(),
                author.bot(),
                author.bot() == null ? null : author.app(),
                Kind.PLAIN,
                thread,
                false,
                clientMsgId,
                null,
                MessageContent.ofText(text));
    }

    static MessageCommands.PostMessage post(Actor actor, String text) {
        return post(actor, text, null, null);
    }

    static MessageCommands.PostMessage post(Actor actor, String text, Ts thread, String clientMsgId) {
        return new MessageCommands.PostMessage(
                KEY, Kind.PLAIN, thread, false, clientMsgId, MessageContent.ofText(text), NOW, actor);
    }

    static MessageCommands.PostMessage post(Actor actor, MessageContent content) {
        return new MessageCommands.PostMessage(KEY, Kind.PLAIN, null, false, null, content, NOW, actor);
    }

    /** What happened and is durable. */
    ChannelFixture given(DomainEvent... events) {
        log.with(events);
        return givenInFlight(events);
    }

    /** What happened and is on its way to the store, so that the log does not show it yet. */
    ChannelFixture givenInFlight(DomainEvent... events) {
        past.addAll(List.of(events));
        return this;
    }

    Result when(Object command) {
        return when(command, Map.of());
    }

    /** Each question is asked of the given past alone. */
    Result when(Object command, Map<String, ?> meta) {
        return new Result(new AggregateTestFixture<>(Channel.class)
                .registerInjectableResource(new Messages(log, Clock.fixed(NOW, ZoneOffset.UTC)))
                .registerInjectableResource(new Permits(guards))
                .given(past)
                .when(command, meta));
    }

    /** What came of it. */
    record Result(ResultValidator<Channel> axon) {
        Result expectEvents(DomainEvent... events) {
            axon.expectSuccessfulHandlerExecution().expectEvents((Object[]) events);
            return this;
        }

        Result expectOneEvent() {
            axon.expectSuccessfulHandlerExecution()
                    .expectEventsMatching(Matchers.sequenceOf(Matchers.matches(e -> true)));
            return this;
        }

        Result expectNothing() {
            axon.expectSuccessfulHandlerExecution().expectNoEvents();
            return this;
        }

        Result expectAnswer(Object answer) {
            axon.expectResultMessagePayload(answer);
            return this;
        }

        Object answer() {
            var answers = new ArrayList<>();
            axon.expectResultMessagePayloadMatching(new TypeSafeMatcher<Object>() {
                @Override
                protected boolean matchesSafely(Object payload) {
                    answers.add(payload);
                    return true;
                }

                @Override
                public void describeTo(Description description) {
                    description.appendText("any answer");
                }
            });
            return answers.getFirst();
        }

        void expectRefusal(ErrorCode code) {
            axon.expectNoEvents().expectException(Refusals.refusal(code));
        }
    }
}
