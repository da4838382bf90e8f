// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.demo;

import dev.hansard.api.Actor;
import dev.hansard.api.Bot;
import dev.hansard.api.ChannelCommands.CreateChannel;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.Command;
import dev.hansard.api.ErrorCode;
import dev.hansard.api.PersonKey;
import dev.hansard.api.Profile;
import dev.hansard.api.Rejection;
import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.api.WorkspaceCommands.AddPerson;
import dev.hansard.api.WorkspaceCommands.FoundWorkspace;
import dev.hansard.api.WorkspaceId;
import dev.hansard.axon.bus.Commands;
import dev.hansard.axon.store.EventLog;
import dev.hansard.axon.store.Shards;
import dev.hansard.server.admin.TokenMint;
import dev.hansard.server.folder.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The workspace of the ten-minute tour. Its ids are fixed, so that setting it up again after a crash in the middle
 * completes what is there; the file with its tokens is written last and says that all is done.
 */
@Component
public class DemoWorkspace {
    static final WorkspaceId WORKSPACE = new WorkspaceId("T0DEMO00000");
    static final ChannelKey GENERAL = ChannelKey.of("T0DEMO00000", "C0GENERAL00");
    static final List<Member> MEMBERS = List.of(
            new Member("olivia", "U0OLIVIA000", "Olivia Owner", Role.PRIMARY_OWNER, null),
            new Member("max", "U0MAX000000", "Max Member", Role.MEMBER, null),
            new Member("mina", "U0MINA00000", "Mina Member", Role.MEMBER, null),
            new Member("botty", "U0BOTTY0000", "Botty", Role.MEMBER, new Bot("B0BOTTY0000", "A0BOTTY0000", "botty")));

    private static final Logger LOG = LoggerFactory.getLogger(DemoWorkspace.class);

    private final Commands commands;
    private final Shards shards;
    private final EventLog events;
    private final TokenMint mint;
    private final Secrets secrets;
    private final Clock clock;

    public DemoWorkspace(
            Commands commands, Shards shards, EventLog events, TokenMint mint, Secrets secrets, Clock clock) {
        this.commands = commands;
        this.shards = shards;
        this.events = events;
        this.mint = mint;
        this.secrets = secrets;
        this.clock = clock;
    }

    record Member(
            String handle,
            String id,
            String name,
            Role role,
            @Nullable Bot bot) {
        UserId user() {
            return new UserId(id);
        }
    }

    /** Does nothing when it is there already, or when the store holds the record of others. */
    public void setUp() {
        if (secrets.has(Secrets.DEMO_TOKENS)) return;
        boolean empty = shards.all().stream().allMatch(shard -> events.head(shard.id()) == 0);
        if (!empty && shards.find(WORKSPACE) == null) return;
        LOG.info("Setting up the demo workspace");
        send(new FoundWorkspace(WORKSPACE, "Demo", "demo", clock.instant().getEpochSecond(), Actor.OPERATOR));
        for (Member member : MEMBERS) {
            var profile = Profile.named(member.name());
            send(new AddPerson(
                    WORKSPACE,
                    member.user(),
                    member.handle(),
                    member.role(),
                    member.bot(),
                    member.bot() == null ? profile.withEmail(member.handle() + "@demo.example") : profile,
                    false,
                    Actor.OPERATOR));
        }
        createGeneral();
        var tokens = new StringBuilder();
        for (Member member : MEMBERS) {
            String token = mint.issue(new PersonKey(WORKSPACE, member.user()), member.bot(), TokenMint.USER_SCOPES);
            tokens.append(member.handle()).append('=').append(token).append('\n');
        }
        secrets.write(Secrets.DEMO_TOKENS, tokens.toString().strip());
    }

    /** Tries until the other nodes of a cluster are there. */
    public void setUpPatiently(BooleanSupplier stopped) {
        while (!stopped.getAsBoolean()) {
            try {
                setUp();
                return;
            } catch (Rejection e) {
                if (e.code() != ErrorCode.SERVICE_UNAVAILABLE) throw e;
                LOG.info("The demo workspace waits for the other nodes");
            }
            try {
                Thread.sleep(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void createGeneral() {
        try {
            List<UserId> everybody = MEMBERS.stream().map(Member::user).toList();
            send(new CreateChannel(GENERAL, false, "general", everybody, true, clock.instant(), Actor.OPERATOR));
        } catch (Rejection e) {
            // An earlier try got this far.
            if (e.code() != ErrorCode.NAME_TAKEN) throw e;
        }
    }

    private void send(Command command) {
        commands.<Void>sendAndWait(command, Commands.Origin.PLATFORM);
    }
}
