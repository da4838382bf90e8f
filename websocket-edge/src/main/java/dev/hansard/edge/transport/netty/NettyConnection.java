// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.netty;

import dev.hansard.edge.transport.CloseCode;
import dev.hansard.edge.transport.Connection;
import dev.hansard.edge.transport.EncodedFrame;
import dev.hansard.edge.transport.Lane;
import dev.hansard.edge.transport.Receiver;
import dev.hansard.edge.transport.TransportLimits;
import dev.hansard.edge.transport.TransportMetrics;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One socket. Its state belongs to its event loop. Netty's own outbound buffer is its queue, and is measured here; what finds
 * the queue empty goes past it.
 */
final class NettyConnection extends SimpleChannelInboundHandler<WebSocketFrame> implements Connection {
    private final Channel channel;
    private final NettyLane lane;
    private final boolean binary;
    private final boolean deflates;
    private final TransportLimits limits;
    private final TransportMetrics metrics;
    private @Nullable Receiver receiver;
    private boolean closing;
    private boolean touched;
    /** The first of a turn, which is mostly the only one. */
    private @Nullable ByteBuf held;

    NettyConnection(
            Channel channel,
            NettyLane lane,
            boolean binary,
            boolean deflates,
            TransportLimits limits,
            TransportMetrics metrics) {
        this.channel = channel;
        this.lane = lane;
        this.binary = binary;
        this.deflates = deflates;
        this.limits = limits;
        this.metrics = metrics;
    }

    void open(Receiver newReceiver) {
        receiver = newReceiver;
    }

    @Override
    public boolean binary() {
        return binary;
    }

    /** Whether the client takes compressed messages. */
    boolean deflates() {
        return deflates;
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public void send(EncodedFrame frame) {
        List<EncodedFrame> one = List.of(frame);
        lane.execute(() -> {
            if (write(lane.encode(this, one))) metrics.written(one, 1);
        });
    }

    @Override
    public boolean sendAndWait(List<EncodedFrame> frames, Duration limit) {
        var taken = new CompletableFuture<Boolean>();
        lane.execute(() -> {
            ChannelPromise written = channel.newPromise();
            written.addListener(done -> taken.complete(done.isSuccess()));
            if (write(lane.encode(this, frames), written)) metrics.written(frames, 1);
            else taken.complete(false);
        });
        try {
            return taken.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void ping() {
        lane.execute(() -> {
            if (!closing) channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
        });
    }

    @Override
    public void close(CloseCode code) {
        lane.execute(() -> closeNow(code));
    }

    ByteBuf allocate(int size) {
        return channel.alloc().directBuffer(size);
    }

    /** Takes the buffer over; false if it was dropped. A write that fails closes the socket. */
    boolean write(ByteBuf frames) {
        if (!takes(frames)) return false;
        if (touched) {
            queue(frames, channel.voidPromise());
        } else {
            held = frames;
            touch();
        }
        return true;
    }

    private boolean write(ByteBuf frames, ChannelPromise written) {
        if (!takes(frames)) return false;
        queue(frames, written);
        touch();
        return true;
    }

    /** Who has left too much unread gets nothing any more. */
    private boolean takes(ByteBuf frames) {
        if (!closing && full()) channel.flush();
        if (!closing && full()) closeNow(CloseCode.SLOW_READER);
        if (closing) frames.release();
        return !closing;
    }

    private void touch() {
        if (touched) return;
        touched = true;
        lane.touched(this);
    }

    /** Past the encoder: the bytes are whole WebSocket frames already. */
    private void queue(ByteBuf frames, ChannelPromise written) {
        queueHeld();
        channel.write(frames, written);
    }

    /** Also before a close frame, as nothing may follow one. */
    private void queueHeld() {
        ByteBuf first = held;
        held = null;
        if (first != null) channel.write(first, channel.voidPromise());
    }

    void flush() {
        touched = false;
        ByteBuf only = held;
        if (only != null && StraightWrite.took(channel, only)) {
            held = null;
            only.release();
        } else {
            queueHeld();
            channel.flush();
        }
    }

    private boolean full() {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        return queue != null
                && (queue.totalPendingWriteBytes() > limits.queueBytes() || queue.size() > limits.queueFrames());
    }

    private void closeNow(CloseCode code) {
        if (closing) return;
        closing = true;
        metrics.closed(code);
        queueHeld();
        // The client's answer is to be read, whatever it did not read itself.
        channel.config().setAutoRead(true);
        channel.writeAndFlush(new CloseWebSocketFrame(code.code(), code.reason()));
        channel.eventLoop().schedule(() -> channel.close(), limits.closing().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        Receiver to = receiver;
        if (frame instanceof CloseWebSocketFrame close) {
            answerClose(close);
        } else if (closing || to == null) {
            return;
        } else if (frame instanceof TextWebSocketFrame) {
            to.received(ByteBufUtil.getBytes(frame.content()), false);
        } else if (frame instanceof BinaryWebSocketFrame) {
            to.received(ByteBufUtil.getBytes(frame.content()), true);
        } else {
            to.heard();
            if (frame instanceof PingWebSocketFrame ping) {
                channel.writeAndFlush(
                        new PongWebSocketFrame(ping.content().retainedDuplicate()), channel.voidPromise());
            }
        }
    }

    /** Who does not read what it is sent is not listened to until it does. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!closing) channel.config().setAutoRead(channel.isWritable());
    }

    private void answerClose(CloseWebSocketFrame close) {
        if (closing) {
            channel.close();
        } else {
            closing = true;
            queueHeld();
            channel.writeAndFlush(close.retainedDuplicate()).addListener(done -> channel.close());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        if (receiver != null) receiver.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        switch (cause) {
            case CorruptedWebSocketFrameException e
            when e.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG) -> closeNow(CloseCode.FRAME_TOO_BIG);
            case TooLongFrameException e -> closeNow(CloseCode.FRAME_TOO_BIG);
            case DecompressionException e -> closeNow(CloseCode.FRAME_TOO_BIG);
            case CorruptedFrameException e -> closeNow(CloseCode.PROTOCOL_ERROR);
            default -> {
                closing = true;
                channel.close();
            }
        }
    }
}
