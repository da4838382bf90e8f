// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.netty;

import dev.hansard.edge.transport.Acceptor;
import dev.hansard.edge.transport.Transport;
import dev.hansard.edge.transport.TransportLimits;
import dev.hansard.edge.transport.TransportMetrics;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** WebSocket on a port of its own. Epoll where the machine has it, NIO elsewhere. */
public final class NettyTransport implements Transport {
    private static final int BACKLOG = 4_096;
    private static final int LONGEST_LINE = 4_096;
    private static final int LONGEST_HEADER = 8_192;
    /** Clients say little; a large first read buffer would be the largest part of an idle connection. */
    private static final AdaptiveRecvByteBufAllocator SMALL_READS = new AdaptiveRecvByteBufAllocator(256, 512, 16_384);

    /** Who leaves more than this unread is not listened to until it has read most of it. */
    private static final WriteBufferWaterMark DEAF = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final InetSocketAddress address;
    private final int threads;
    private final int mostConnections;
    private final TransportLimits limits;
    private final TransportMetrics metrics;
    private final AtomicInteger handshakes = new AtomicInteger();
    private final Map<EventLoop, NettyLane> lanes = new ConcurrentHashMap<>();
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private @Nullable EventLoopGroup group;
    private @Nullable Channel server;

    /** @param threads 0 for one per core */
    public NettyTransport(
            InetSocketAddress address,
            int threads,
            int mostConnections,
            TransportLimits limits,
            TransportMetrics metrics) {
        this.address = address;
        this.threads = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        this.mostConnections = mostConnections;
        this.limits = limits;
        this.metrics = metrics;
    }

    @Override
    public synchronized void start(Acceptor acceptor) {
        boolean epoll = Epoll.isAvailable();
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                threads, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        group = loops;
        Class<? extends ServerSocketChannel> type =
                epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        var bootstrap = new ServerBootstrap();
        if (epoll) {
            int millis =
                    (int) Math.min(Integer.MAX_VALUE, limits.unacknowledged().toMillis());
            bootstrap.childOption(EpollChannelOption.TCP_USER_TIMEOUT, millis);
        }
        ChannelFuture bound = bootstrap
                .group(loops)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, SMALL_READS)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, DEAF)
                .childHandler(new Initializer(acceptor))
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new UncheckedIOException(
                    "The RTM port " + address.getPort() + " cannot be opened; set hansard.rtm.port to a free one",
                    bound.cause() instanceof BindException taken ? taken : new BindException(bound.cause() + ""));
        }
        server = bound.channel();
    }

    @Override
    public synchronized void refuse() {
        if (server != null) server.close().awaitUninterruptibly();
    }

    @Override
    public synchronized void stop() {
        refuse();
        channels.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        if (group != null) group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Override
    public synchronized int port() {
        Channel bound = server;
        return bound != null && bound.localAddress() instanceof InetSocketAddress local
                ? local.getPort()
                : address.getPort();
    }

    private final class Initializer extends ChannelInitializer<Channel> {
        private final Acceptor acceptor;

        Initializer(Acceptor acceptor) {
            this.acceptor = acceptor;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (channels.size() >= mostConnections || handshakes.get() >= limits.handshakes()) {
                metrics.turnedAway();
                channel.pipeline().addLast(TurnAway.INSTANCE);
                return;
            }
            channels.add(channel);
            NettyLane lane = lanes.computeIfAbsent(channel.eventLoop(), loop -> new NettyLane(loop, metrics));
            channel.pipeline()
                    .addLast(new HttpServerCodec(LONGEST_LINE, LONGEST_HEADER, LONGEST_HEADER))
                    .addLast(new HttpObjectAggregator(LONGEST_HEADER));
            if (limits.deflate()) channel.pipeline().addLast(NettyDeflate.negotiation(limits.frameBytes()));
            channel.pipeline().addLast(new NettyHandshake(acceptor, lane, limits, metrics, handshakes));
        }
    }
}
