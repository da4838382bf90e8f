// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to one other node: asks it, follows it, tells it. */
final class Link implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Hears of a link. Each link's calls come one after the other. */
    interface Listener {
        /** It can be used, for the first time or again; the node tells what it commits from these positions on. */
        void up(Link link, long[] positions);

        /** It cannot be used now. */
        void down(Link link);

        void heard(Link link, Frame frame);
    }

    private final Node node;
    private final Frame.Hello hello;
    private final ClusterSettings settings;
    private final Listener listener;
    private final ManagedChannel channel;
    private final CommandStream commands;
    private final Set<ClientCall<byte[], byte[]>> asked = ConcurrentHashMap.newKeySet();
    private @Nullable Stream stream;
    private boolean up;
    private long[] started = {};
    private long heardNanos;
    private long retryAt = System.nanoTime();
    private long downSince = System.nanoTime();
    private volatile boolean usable;
    private volatile boolean leaving;
    private boolean closed;

    Link(
            Node node,
            Frame.Hello hello,
            ClusterSettings settings,
            LinkSecret secret,
            Executor threads,
            Listener listener) {
        this.node = node;
        this.hello = hello;
        this.settings = settings;
        this.listener = listener;
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(node.host(), node.port())
                .executor(threads)
                .maxInboundMessageSize(LinkProtocol.MAX_MESSAGE_BYTES)
                .intercept(showing(secret))
                .overrideAuthority(LinkProtocol.AUTHORITY);
        this.channel = secured(builder, settings.tls()).build();
        this.commands = new CommandStream(channel, settings.answer());
    }

    private static NettyChannelBuilder secured(NettyChannelBuilder builder, ClusterSettings.@Nullable Tls tls) {
        if (tls == null) return builder.usePlaintext();
        try {
            return builder.sslContext(GrpcSslContexts.forClient()
                    .keyManager(tls.certificate().toFile(), tls.key().toFile())
                    .trustManager(tls.authority().toFile())
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With each call, as it may change. */
    private static ClientInterceptor showing(LinkSecret secret) {
        return new ClientInterceptor() {
            @Override
            public <Q, R> ClientCall<Q, R> interceptCall(
                    MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
                return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                    @Override
                    public void start(Listener<R> responses, Metadata headers) {
                        headers.put(LinkProtocol.SECRET, secret.get());
                        super.start(responses, headers);
                    }
                };
            }
        };
    }

    Node node() {
        return node;
    }

    /** Whether to ask it: it is heard of, and does not leave. */
    boolean isUsable() {
        return usable && !leaving;
    }

    /** How long it has been down; negative while it is up. */
    synchronized long downNanos() {
        return up ? -1 : System.nanoTime() - downSince;
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Whether the frame is on its way; nothing is sent while the link is down. */
    synchronized boolean send(Frame frame) {
        if (!up || stream == null || stream.out == null) return false;
        stream.out.onNext(Frames.encode(frame));
        return true;
    }

    /** Commands with the same key are taken up in the order in which they are sent. */
    CompletableFuture<byte[]> command(int key, byte[] request) {
        return commands.send(key, request);
    }

    CompletableFuture<byte[]> query(byte[] request) {
        var answer = new CompletableFuture<byte[]>();
        CallOptions options =
                CallOptions.DEFAULT.withDeadlineAfter(settings.answer().toMillis(), TimeUnit.MILLISECONDS);
        ClientCall<byte[], byte[]> call = channel.newCall(LinkProtocol.QUERY, options);
        asked.add(call);
        answer.whenComplete((bytes, failure) -> asked.remove(call));
        ClientCalls.asyncUnaryCall(call, request, new StreamObserver<>() {
            @Override
            public void onNext(byte[] bytes) {
                answer.complete(bytes);
            }

            @Override
            public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {}
        });
        return answer;
    }

    /** Called now and then: connects if need be, says that we are alive, and notices silence. */
    void beat(long[] positions) {
        boolean fell = false;
        synchronized (this) {
            if (closed) return;
            long now = System.nanoTime();
            if (stream == null) {
                if (now - retryAt >= 0) connect();
            } else if (now - heardNanos > settings.silence().toNanos()) {
                fell = fall();
                giveUp(stream);
            }
            send(new Frame.At(positions));
        }
        if (fell) {
            LOG.warn("node {} is silent", node.name());
            lost();
        }
    }

    /** What was agreed on the stream ends with it: the next one begins anew. */
    private void giveUp(Stream silent) {
        stream = null;
        started = new long[0];
        if (silent.out != null) silent.out.cancel("silence", null);
    }

    private void connect() {
        var fresh = new Stream();
        stream = fresh;
        heardNanos = System.nanoTime();
        channel.resetConnectBackoff();
        ClientCalls.asyncBidiStreamingCall(channel.newCall(LinkProtocol.FOLLOW, CallOptions.DEFAULT), fresh);
        if (fresh.out != null) fresh.out.onNext(Frames.encode(hello));
    }

    /** Under the lock; true if it was up. */
    private boolean fall() {
        if (!up) return false;
        up = false;
        usable = false;
        downSince = System.nanoTime();
        return true;
    }

    /** Whoever waits for an answer may wait in vain. */
    private void lost() {
        commands.reset("the node is gone");
        for (ClientCall<byte[], byte[]> call : asked) call.cancel("the node is gone", null);
        listener.down(this);
    }

    private final class Stream implements ClientResponseObserver<byte[], byte[]> {
        private @Nullable ClientCallStreamObserver<byte[]> out;

        @Override
        public void beforeStart(ClientCallStreamObserver<byte[]> requests) {
            out = requests;
        }

        @Override
        public void onNext(byte[] bytes) {
            Frame frame = Frames.decode(bytes);
            boolean rose = false;
            synchronized (Link.this) {
                if (stream != this) return;
                heardNanos = System.nanoTime();
                if (frame instanceof Frame.Start(long[] positions)) started = positions;
                if (frame instanceof Frame.Leaving) leaving = true;
                if (!up && started.length > 0) {
                    up = true;
                    usable = true;
                    rose = true;
                }
            }
            if (rose) listener.up(Link.this, started);
            listener.heard(Link.this, frame);
        }

        @Override
        public void onError(Throwable failure) {
            LOG.debug("the link to {} broke", node.name(), failure);
            ended();
        }

        @Override
        public void onCompleted() {
            ended();
        }

        private void ended() {
            boolean fell;
            synchronized (Link.this) {
                if (stream != this) return;
                stream = null;
                started = new long[0];
                retryAt = System.nanoTime() + RETRY_NANOS;
                fell = fall();
            }
            if (fell) lost();
        }
    }

    @Override
    public void close() {
        boolean fell;
        synchronized (this) {
            closed = true;
            fell = fall();
            if (stream != null && stream.out != null) stream.out.cancel("closed", null);
            stream = null;
        }
        if (fell) lost();
        channel.shutdownNow();
    }
}
