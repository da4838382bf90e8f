// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.netty;

import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpVersion.HTTP_1_1;

import dev.hansard.edge.transport.Acceptor;
import dev.hansard.edge.transport.Handshake;
import dev.hansard.edge.transport.TransportLimits;
import dev.hansard.edge.transport.TransportMetrics;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The one HTTP request of a connection: it becomes a WebSocket or it is over. */
final class NettyHandshake extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final int SECONDS_TO_UPGRADE = 10;
    private static final String SUBPROTOCOLS = Handshake.CBOR + ',' + Handshake.JSON;

    private final Acceptor acceptor;
    private final NettyLane lane;
    private final TransportLimits limits;
    private final TransportMetrics metrics;
    private final AtomicInteger underWay;
    private @Nullable Future<?> deadline;

    /** @param underWay counts the sockets that have not become a WebSocket yet */
    NettyHandshake(
            Acceptor acceptor,
            NettyLane lane,
            TransportLimits limits,
            TransportMetrics metrics,
            AtomicInteger underWay) {
        this.underWay = underWay;
        this.acceptor = acceptor;
        this.lane = lane;
        this.limits = limits;
        this.metrics = metrics;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        underWay.incrementAndGet();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        deadline = ctx.executor().schedule(() -> ctx.close(), SECONDS_TO_UPGRADE, TimeUnit.SECONDS);
        ctx.fireChannelActive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        underWay.decrementAndGet();
        if (deadline != null) deadline.cancel(false);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        String uri = request.uri();
        int mark = uri.indexOf('?');
        Handshake handshake = request.decoderResult().isSuccess()
                ? Handshake.of(mark < 0 ? uri : uri.substring(0, mark), mark < 0 ? null : uri.substring(mark + 1))
                : null;
        if (handshake == null) {
            answer(ctx, NOT_FOUND);
            return;
        }
        // Protocol errors come to the connection, which knows the code to close with.
        WebSocketDecoderConfig decoding = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(limits.frameBytes())
                .allowExtensions(limits.deflate())
                .closeOnProtocolViolation(false)
                .build();
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory("", SUBPROTOCOLS, decoding).newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(ctx.channel());
            return;
        }
        try {
            handshaker.handshake(ctx.channel(), request).addListener(done -> {
                if (done.isSuccess()) upgraded(ctx, handshake, handshaker);
                else ctx.close();
            });
        } catch (WebSocketHandshakeException e) {
            answer(ctx, HttpResponseStatus.UPGRADE_REQUIRED);
        }
    }

    private void upgraded(ChannelHandlerContext ctx, Handshake handshake, WebSocketServerHandshaker handshaker) {
        boolean binary = Handshake.CBOR.equals(handshaker.selectedSubprotocol());
        boolean deflates = NettyDeflate.isAgreed(ctx.pipeline());
        var connection = new NettyConnection(ctx.channel(), lane, binary, deflates, limits, metrics);
        connection.open(acceptor.accept(handshake, connection));
        ctx.pipeline()
                .addLast(new WebSocketFrameAggregator(limits.frameBytes()))
                .addLast(connection);
        ctx.pipeline().remove(this);
    }

    private static void answer(ChannelHandlerContext ctx, HttpResponseStatus status) {
        var response = new DefaultFullHttpResponse(HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, "close");
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
