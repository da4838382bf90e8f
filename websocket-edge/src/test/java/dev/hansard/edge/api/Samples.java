// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.api;

import dev.hansard.api.Actor;
import dev.hansard.api.Bot;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.ChannelKind;
import dev.hansard.api.CredentialKey;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageView;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Profile;
import dev.hansard.api.Role;
import dev.hansard.api.TokenKind;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.api.Views.ChannelView;
import dev.hansard.api.Views.CredentialView;
import dev.hansard.api.Views.PersonView;
import dev.hansard.api.Views.ProseView;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands.Origin;
import dev.hansard.edge.EdgeSettings;
import dev.hansard.edge.auth.Caller;
import dev.hansard.edge.limits.LimitSettings;
import dev.hansard.edge.limits.Tier;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.util.unit.DataSize;

/** People, channels and messages that tests speak of. */
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final WorkspaceId TEAM = new WorkspaceId("T1");
    public static final UserId ANN = new UserId("U1ANN");
    public static final UserId BOB = new UserId("U2BOB");
    public static final UserId ROBOT = new UserId("U3ROBOT");
    public static final ChannelKey GENERAL = ChannelKey.of("T1", "C1GENERAL");
    public static final ChannelKey DIRECT = ChannelKey.of("T1", "D1");
    public static final Ts TS = Ts.of("1700000000.000100");

    private Samples() {}

    public static CredentialView credential(TokenKind kind, UserId user, Role role, Set<String> scopes) {
        boolean bot = user.equals(ROBOT);
        return new CredentialView(
                new CredentialKey(TEAM, "K1"),
                kind,
                user,
                role,
                false,
                bot ? "B1" : null,
                bot ? "A1ROBOT" : Actor.FIRST_PARTY_APP,
                scopes,
                false,
                0);
    }

    public static Caller ann(String... scopes) {
        return new Caller(credential(TokenKind.USER, ANN, Role.MEMBER, Set.of(scopes)));
    }

    public static Caller admin(String... scopes) {
        return new Caller(credential(TokenKind.USER, ANN, Role.ADMIN, Set.of(scopes)));
    }

    public static Caller robot(String... scopes) {
        return new Caller(credential(TokenKind.BOT, ROBOT, Role.MEMBER, Set.of(scopes)));
    }

    /** A call with {@code name, value, name, value, …}. */
    public static ApiCall call(Caller caller, String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) values.put(arguments[i], arguments[i + 1]);
        var request = new ApiCall.Request(
                new Origin("correlation", "loopback"), InetAddress.getLoopbackAddress(), "http://here:1", NOW);
        return new ApiCall(MethodSpec.of("test", Tier.TIER4), caller, new Arguments(values), request);
    }

    public static PersonView person(UserId user, String handle) {
        return new PersonView(
                new PersonKey(TEAM, user),
                handle,
                Role.MEMBER,
                false,
                user.equals(ROBOT) ? new Bot("B1", "A1ROBOT", "Robot") : null,
                Profile.named(handle),
                1_700_000_000,
                0,
                false);
    }

    public static MessageView message(MessageContent content) {
        return new MessageView(
                GENERAL, TS, null, ANN, null, null, content, null, false, null, null, null, null, List.of(), null,
                null);
    }

    public static ChannelView channel(ChannelKey key, ChannelKind kind) {
        return new ChannelView(
                key,
                kind,
                kind.isDirect() ? null : "general",
                List.of(),
                ANN,
                1_700_000_000,
                false,
                false,
                new ProseView("", null, 0),
                new ProseView("talk", ANN, 1_700_000_000),
                2,
                kind.isDirect() ? List.of(ANN, BOB) : List.of(),
                1_700_000_000_000L,
                true,
                Ts.ZERO,
                true);
    }

    public static LimitSettings limits() {
        return new LimitSettings(60, 600, 3_000, 6_000, 12_000, 20_000, 12_000, Map.of(), 300);
    }

    public static EdgeSettings settings(LimitSettings limits) {
        return new EdgeSettings("", DataSize.ofKilobytes(64), Duration.ofSeconds(10), limits);
    }
}
