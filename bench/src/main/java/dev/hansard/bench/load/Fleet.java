// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Many clients of one kind: each comes in, reads, keeps its cursor, and when its socket ends comes back with it, at once or
 * when it was told to. Sockets are spread over several loopback addresses, as one address has only so many ports.
 */
public final class Fleet implements Client.Events, AutoCloseable {
    private static final int ADDRESSES = 8;
    private static final int ASKING = 400;
    private static final int BROKEN_MILLIS = 500;
    private static final Needle CURSOR = new Needle("\"cursor\":\"");

    private final int size;
    private final Doorman doorman;
    private final Watcher watcher;
    private final EventLoopGroup loops;
    private final Bootstrap bootstrap;
    private final AtomicReferenceArray<@Nullable Channel> channels;
    private final byte[][] cursors;
    private final BlockingQueue<Integer> waiting = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fleet-later").factory());
    private final AtomicInteger live = new AtomicInteger();
    private final LongAdder frames = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final Map<Integer, Integer> codes = new TreeMap<>();
    private volatile boolean returning = true;
    private volatile boolean closed;

    /** @param threads event loops */
    public Fleet(int size, int threads, Doorman doorman, Watcher watcher) {
        this.size = size;
        this.doorman = doorman;
        this.watcher = watcher;
        this.channels = new AtomicReferenceArray<>(size);
        this.cursors = new byte[size][];
        boolean epoll = Epoll.isAvailable();
        loops = new MultiThreadIoEventLoopGroup(
                threads, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        bootstrap = new Bootstrap()
                .group(loops)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_LINGER, 0)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 30_000)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 1_024, 65_536));
        if (epoll) bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        for (int i = 0; i < ASKING; i++) Thread.ofVirtual().name("fleet-ask").start(this::ask);
    }

    /** Lets clients come in; returns at once. */
    public void open(int from, int to) {
        for (int i = from; i < to; i++) waiting.add(i);
    }

    /** Sessions that are open and have been greeted. */
    public int live() {
        return live.get();
    }

    /** Text frames that came, greetings included. */
    public long frames() {
        return frames.sum();
    }

    /** How often a client was told to come back later. */
    public long turnedAway() {
        return turnedAway.sum();
    }

    /** How often a client could not even ask, or its socket did not become a WebSocket. */
    public long broken() {
        return broken.sum();
    }

    /** How often sockets ended, by close code; 0 for those that just broke or that we dropped. */
    public Map<Integer, Integer> ends() {
        synchronized (codes) {
            return new TreeMap<>(codes);
        }
    }

    /** Waits until so many are live. */
    public boolean await(int wanted, long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (live.get() < wanted) {
            if (System.nanoTime() > end) return false;
            Thread.sleep(10);
        }
        return true;
    }

    /** Breaks every connection, as when a network goes away. The clients come back at once, or with {@link #comeBack}. */
    public void drop(boolean comeBack) {
        returning = comeBack;
        for (int i = 0; i < size; i++) {
            Channel channel = channels.get(i);
            if (channel != null) channel.close();
        }
    }

    /** All come back now; for when all are away. */
    public void comeBack() {
        returning = true;
        for (int i = 0; i < size; i++) if (channels.get(i) == null) waiting.add(i);
    }

    /** Says something on a client's session, if it is open. */
    public void send(int client, String text) {
        Channel channel = channels.get(client);
        if (channel != null) channel.writeAndFlush(Client.text(channel, text), channel.voidPromise());
    }

    private void ask() {
        while (!closed) {
            try {
                Integer number = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (number != null) come(number);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void come(int number) throws InterruptedException {
        try {
            byte[] cursor = cursors[number];
            URI url = doorman.url(number, cursor == null ? null : new String(cursor, StandardCharsets.US_ASCII));
            connect(number, url);
        } catch (Doorman.TurnedAway e) {
            turnedAway.increment();
            again(number, e.seconds() * 1_000L);
        } catch (IOException e) {
            broken.increment();
            again(number, BROKEN_MILLIS);
        }
    }

    /** With some jitter of its own, as the protocol asks for. */
    private void again(int number, long millis) {
        if (closed || !returning) return;
        long jitter = ThreadLocalRandom.current().nextLong(BROKEN_MILLIS);
        later.schedule(() -> waiting.add(number), millis + jitter, TimeUnit.MILLISECONDS);
    }

    private void connect(int number, URI url) {
        bootstrap
                .clone()
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Client(number, url, Fleet.this));
                    }
                })
                .connect(
                        new InetSocketAddress(url.getHost(), url.getPort()),
                        new InetSocketAddress("127.0.0." + (2 + number % ADDRESSES), 0))
                .addListener((ChannelFutureListener) done -> {
                    if (done.isSuccess()) return;
                    broken.increment();
                    again(number, BROKEN_MILLIS);
                });
    }

    @Override
    public void live(int number, Channel channel) {
        channels.set(number, channel);
        live.incrementAndGet();
    }

    @Override
    public void frame(int number, byte[] frame, int length) {
        frames.increment();
        int start = CURSOR.afterLast(frame, length);
        if (start >= 0) keep(number, frame, start, length);
        watcher.frame(number, frame, length);
    }

    private void keep(int number, byte[] frame, int start, int length) {
        int end = start;
        while (end < length && frame[end] != '"') end++;
        byte[] kept = cursors[number];
        if (kept == null || kept.length != end - start) cursors[number] = kept = new byte[end - start];
        System.arraycopy(frame, start, kept, 0, kept.length);
    }

    @Override
    public void ended(int number, int code, int retryAfterSeconds) {
        if (channels.getAndSet(number, null) != null) live.decrementAndGet();
        if (closed) return;
        synchronized (codes) {
            codes.merge(code, 1, Integer::sum);
        }
        if (code == 503) {
            turnedAway.increment();
            again(number, retryAfterSeconds * 1_000L);
        } else if (returning) {
            waiting.add(number);
        }
    }

    @Override
    public void close() {
        closed = true;
        later.shutdownNow();
        for (int i = 0; i < size; i++) {
            Channel channel = channels.get(i);
            if (channel != null) channel.close();
        }
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
