// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.cluster;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The door for other nodes. Nobody comes in who does not know the cluster's secret. */
final class LinkServer implements AutoCloseable {
    /** Answers with bytes, some time. */
    @FunctionalInterface
    interface Handler extends Function<byte[], CompletableFuture<byte[]>> {}

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final AtomicInteger underWay = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Server server;

    /**
     * Opens it.
     *
     * @throws UncheckedIOException when the port is taken or the certificates cannot be used
     */
    LinkServer(ClusterSettings settings, LinkSecret secret, Followers followers, Handler commands, Handler queries) {
        var door = new CommandDoor(commands, threads, underWay);
        var service = ServerServiceDefinition.builder(LinkProtocol.SERVICE)
                .addMethod(LinkProtocol.FOLLOW, ServerCalls.asyncBidiStreamingCall(followers::follow))
                .addMethod(LinkProtocol.COMMANDS, ServerCalls.asyncBidiStreamingCall(door::open))
                .addMethod(
                        LinkProtocol.QUERY,
                        ServerCalls.asyncUnaryCall((request, answer) -> answer(queries, request, answer)))
                .build();
        try {
            NettyServerBuilder builder = NettyServerBuilder.forAddress(
                            new InetSocketAddress(settings.host(), settings.port()))
                    .executor(threads)
                    .maxInboundMessageSize(LinkProtocol.MAX_MESSAGE_BYTES)
                    .permitKeepAliveTime(1, TimeUnit.SECONDS)
                    .addService(ServerInterceptors.intercept(service, new Gate(secret)));
            ClusterSettings.@Nullable Tls tls = settings.tls();
            if (tls != null) {
                builder.sslContext(GrpcSslContexts.forServer(
                                tls.certificate().toFile(), tls.key().toFile())
                        .trustManager(tls.authority().toFile())
                        .clientAuth(ClientAuth.REQUIRE)
                        .build());
            }
            server = builder.build().start();
        } catch (IOException e) {
            threads.close();
            throw new UncheckedIOException("the door for other nodes does not open: " + e.getMessage(), e);
        }
    }

    int port() {
        return server.getPort();
    }

    private void answer(Handler handler, byte[] request, StreamObserver<byte[]> answer) {
        underWay.incrementAndGet();
        handler.apply(request).whenComplete((bytes, failure) -> {
            underWay.decrementAndGet();
            if (failure == null) {
                answer.onNext(bytes);
                answer.onCompleted();
            } else {
                answer.onError(Status.INTERNAL.withDescription("no answer").asRuntimeException());
            }
        });
    }

    private record Gate(LinkSecret secret) implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            if (secret.matches(headers.get(LinkProtocol.SECRET))) return next.startCall(call, headers);
            call.close(Status.UNAUTHENTICATED, new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }

    /** Returns when what is under way has been answered, or that takes too long. */
    void settle() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (underWay.get() > 0 && System.nanoTime() < deadline) Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
        threads.shutdown();
    }
}
