// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hansard.api.ChannelEvents.MemberJoined;
import dev.hansard.api.ChannelKey;
import dev.hansard.api.MessageContent;
import dev.hansard.api.MessageEvents;
import dev.hansard.api.MessageEvents.MessagePosted;
import dev.hansard.api.Ts;
import dev.hansard.api.UserId;
import dev.hansard.axon.store.StoreSettings;
import dev.hansard.testing.TestDatabase;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes on one real database, of which nobody asks what is new: whatever they hear, they hear over their links. */
class LinksIT {
    private static final UserId ANN = new UserId("U1");
    private static final ChannelKey WANTED = ChannelKey.of("T1", "C1");
    private static final ChannelKey OTHER = ChannelKey.of("T1", "C2");

    private final StoreSettings settings = StoreSettings.of(List.of(TestDatabase.fresh()));
    private final List<TestNode> nodes = new ArrayList<>();
    private long micros = 1_000_000;

    private TestNode writer;
    private TestNode edge;

    @BeforeEach
    void start() throws Exception {
        writer = node("writer", false, true);
        edge = node("edge", true, false);
        TestNode.await(
                () -> !writer.links.usable().isEmpty() && !edge.links.usable().isEmpty());
    }

    private TestNode node(String name, boolean isEdge, boolean everything) throws SQLException {
        var node = new TestNode(name, isEdge, everything, settings);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    private MessagePosted post(ChannelKey channel) {
        return new MessagePosted(
                channel,
                new Ts(micros++),
                ANN,
                null,
                null,
                MessageEvents.Kind.PLAIN,
                null,
                false,
                null,
                null,
                MessageContent.ofText("hello"));
    }

    private void awaitPassed(long position) throws InterruptedException {
        TestNode.await(() -> edge.interests.passed()[0] >= position);
    }

    /** From the first interest that is confirmed on, the edge is told what it wants and no longer everything. */
    private long hold(ChannelKey channel) {
        return edge.interests.hold(0, List.of(channel)).join();
    }

    private void awaitFiltered() throws InterruptedException {
        TestNode.await(() -> writer.followers.interested(WANTED).contains("edge")
                && !writer.followers.interested(ChannelKey.of("T1", "CNOBODY")).contains("edge"));
    }

    @Test
    void anEdgeShouldHearOfItsChannelsAndOnlyOfThose() throws Exception {
        hold(WANTED);
        awaitFiltered();
        writer.append(post(WANTED), post(OTHER), post(WANTED));
        writer.append(post(OTHER));
        awaitPassed(4);
        assertThat(edge.positions()).containsExactly(1L, 3L);

        edge.interests.release(List.of(WANTED));
        long since = hold(OTHER);
        assertThat(since).isEqualTo(4);
        writer.append(post(OTHER));
        awaitPassed(5);
        assertThat(edge.positions()).containsExactly(1L, 3L, 5L);
        assertThat(edge.heard.getLast().event())
                .isEqualTo(writer.heard.getLast().event());
    }

    @Test
    void aChannelThatSomebodyJoinsShouldBeHeardOfUntilTheEdgeHasPassedThat() throws Exception {
        hold(WANTED);
        awaitFiltered();
        writer.append(new MemberJoined(OTHER, ANN, null, null), post(OTHER), post(OTHER));
        awaitPassed(3);
        assertThat(edge.positions()).contains(1L, 2L, 3L);
        boolean told = true;
        for (int i = 0; told && i < 100; i++) {
            writer.append(post(OTHER));
            long head = writer.stores.log().head(0);
            awaitPassed(head);
            told = edge.positions().contains(head);
        }
        assertThat(told).as("whether the edge still hears of it").isFalse();
    }

    @Test
    void whatSomebodyElseCommitsShouldBeReadWhereItIsMissing() throws Exception {
        hold(WANTED);
        awaitFiltered();
        try (var stranger = new EventStoresWithoutLinks(settings)) {
            stranger.append(post(WANTED), post(WANTED));
        }
        writer.append(post(ChannelKey.of("T1", "C3")), post(WANTED));
        awaitPassed(4);
        assertThat(edge.positions()).contains(1L, 2L, 4L).isSorted().doesNotHaveDuplicates();
        assertThat(writer.positions()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void twoWritersShouldBeHeardInTheOrderOfTheRecord() throws Exception {
        TestNode other = node("other", false, true);
        TestNode.await(
                () -> edge.links.usable().size() == 2 && writer.links.usable().size() == 2);
        hold(WANTED);
        hold(OTHER);
        for (int i = 0; i < 50; i++) {
            writer.append(post(WANTED));
            other.append(post(OTHER));
        }
        awaitPassed(100);
        assertThat(edge.positions()).hasSize(100).isSorted().doesNotHaveDuplicates();
        assertThat(writer.positions()).isEqualTo(edge.positions());
    }

    @Test
    void aNodeThatComesBackShouldBeHeardAgainAndNothingBeMissing() throws Exception {
        hold(WANTED);
        writer.append(post(WANTED));
        awaitPassed(1);
        nodes.remove(writer);
        writer.close();
        TestNode.await(() -> edge.links.usable().isEmpty());
        try (var stranger = new EventStoresWithoutLinks(settings)) {
            stranger.append(post(WANTED));
        }
        writer = node("writer", false, true);
        TestNode.await(() -> !edge.links.usable().isEmpty());
        writer.append(post(WANTED));
        awaitPassed(3);
        assertThat(edge.positions()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void edgesShouldTellEachOtherInOrderAndHearWhoIsGone() throws Exception {
        TestNode third = node("third", true, false);
        var told = new ArrayList<String>();
        third.peers.listen("topic", new Peers.Listener() {
            @Override
            public synchronized void told(String node, byte[] message) {
                told.add(node + message[0]);
            }

            @Override
            public synchronized void joined(String node) {
                told.add("+" + node);
            }

            @Override
            public synchronized void gone(String node) {
                told.add("-" + node);
            }
        });
        TestNode.await(() -> told.contains("+edge") && edge.peers.edges().contains("third"));
        for (byte i = 0; i < 3; i++) edge.peers.tell(Set.of("third", "nobody"), "topic", new byte[] {i});
        TestNode.await(() -> told.contains("edge2"));
        nodes.remove(edge);
        edge.close();
        TestNode.await(() -> told.contains("-edge"));
        assertThat(told).containsExactly("+edge", "edge0", "edge1", "edge2", "-edge");
    }

    @Test
    void commandsOfOneKeyShouldBeTakenUpAsTheyWereSentWhateverTheyWaitFor() throws Exception {
        var taken = new ConcurrentLinkedQueue<Integer>();
        var held = new CompletableFuture<byte[]>();
        writer.handler = command -> {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(300_000));
            taken.add(ByteBuffer.wrap(command).getInt());
            return command.length > Integer.BYTES ? held : CompletableFuture.completedFuture(command);
        };
        Link link = edge.links.usable().getFirst();
        CompletableFuture<byte[]> unanswered =
                link.command(7, ByteBuffer.allocate(5).putInt(-1).array());
        var answers = new ArrayList<CompletableFuture<byte[]>>();
        for (int i = 0; i < 200; i++) {
            answers.add(link.command(7, ByteBuffer.allocate(4).putInt(i).array()));
        }
        for (int i = 0; i < 200; i++) {
            assertThat(ByteBuffer.wrap(answers.get(i).get(10, TimeUnit.SECONDS)).getInt())
                    .isEqualTo(i);
        }
        assertThat(List.copyOf(taken)).hasSize(201).isSorted();
        nodes.remove(writer);
        writer.close();
        assertThatThrownBy(() -> unanswered.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void whoDoesNotKnowTheSecretShouldNotComeIn() {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", writer.port())
                .usePlaintext()
                .build();
        try {
            assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(
                            channel, LinkProtocol.QUERY, io.grpc.CallOptions.DEFAULT, new byte[] {1}))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            failure -> assertThat(failure.getStatus().getCode())
                                    .isEqualTo(io.grpc.Status.Code.UNAUTHENTICATED));
        } finally {
            channel.shutdownNow();
        }
    }
}
