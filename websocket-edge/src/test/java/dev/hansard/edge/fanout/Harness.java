// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.fanout;

import dev.hansard.api.Role;
import dev.hansard.api.UserId;
import dev.hansard.axon.cluster.Interests;
import dev.hansard.edge.session.RtmSettings;
import dev.hansard.edge.session.SessionRegistry;
import dev.hansard.edge.session.TestSettings;
import dev.hansard.edge.wire.MessageJson;
import dev.hansard.edge.wire.UserJson;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** A fan-out over a fake record. */
public final class Harness implements AutoCloseable {
    public final FakeRecord record;
    public final SessionRegistry registry;
    public final Fanout fanout;
    public final MeterRegistry metrics = new SimpleMeterRegistry();

    Harness() {
        this(new FakeRecord(), TestSettings.defaults());
    }

    public Harness(FakeRecord record, RtmSettings settings) {
        this.record = record;
        registry = new SessionRegistry(settings, metrics);
        var messages = new MessageFrames(new MessageJson((workspace, bot) -> null), record);
        var channels = new ChannelFrames(messages, new ChannelFacts(record, record));
        var people = new PeopleFrames(record, new UserJson(Clock.systemUTC()));
        var frames = new EventFrames(messages, channels, people);
        fanout = new Fanout(record, record, record, record, frames, Interests.EVERYTHING, registry, settings, metrics);
    }

    Reader connect(UserId user) {
        return connect(new Reader(user), null);
    }

    Reader connect(UserId user, String cursor) {
        return connect(new Reader(user), cursor);
    }

    Reader connect(UserId user, Role role) {
        return connect(new Reader(user, role), null);
    }

    Reader connect(Reader reader, String cursor) {
        if (!registry.add(reader.session)) throw new AssertionError("too many sessions");
        fanout.enter(reader.session, cursor);
        return reader;
    }

    void disconnect(Reader reader) {
        reader.drop();
        registry.remove(reader.session);
        fanout.leave(reader.session).join();
    }

    @Override
    public void close() {
        fanout.close();
    }
}
