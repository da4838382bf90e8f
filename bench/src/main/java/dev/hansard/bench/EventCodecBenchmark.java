// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench;

import dev.hansard.api.ChannelKey;
import dev.hansard.api.DomainEvent;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents.Kind;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.axon.content.ContentVault;
import dev.hansard.axon.content.PlainVault;
import dev.hansard.axon.content.SealedVault;
import dev.hansard.axon.serial.EventCodec;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What turning a posted message into its stored form and back costs: the ceiling of a replay on one thread. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EventCodecBenchmark {
    /** Whether content is encrypted. */
    @Param({"plain", "sealed"})
    public String vault = "plain";

    private EventCodec codec = new EventCodec(new PlainVault(), List.of());
    private final ChannelKey channel = ChannelKey.of("T0BENCH", "C0BENCH");
    private final ContentVault.Place place = new ContentVault.Place(channel.toString(), 1);
    private long next;
    private final DomainEvent posted = new MessagePosted(
            channel,
            new Ts(1_577_836_800_000_100L),
            new UserId("U0BENCH"),
            null,
            null,
            Kind.PLAIN,
            null,
            false,
            "69da9caa-e2b2-4f0c-746b-f4e1052ef022",
            null,
            MessageContent.ofText(LoadRun.TEXT));
    private EventCodec.Stored stored = codec.encode(posted, place);

    @Setup
    public void prepare() {
        ContentVault content = vault.equals("plain") ? new PlainVault() : SealedVault.inMemory();
        codec = new EventCodec(content, List.of());
        stored = codec.encode(posted, place);
    }

    /** Each at the next place of the stream, as posts come. */
    @Benchmark
    public EventCodec.Stored encode() {
        return codec.encode(posted, new ContentVault.Place(place.stream(), next++));
    }

    @Benchmark
    public DomainEvent decode() {
        return codec.decode(stored, place);
    }
}
