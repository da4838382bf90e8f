// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.transport.netty;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * For a socket that is one too many: whatever it asks for, it is told to come back. The answer waits for the question, as a
 * socket that is closed with something unread in it may lose the answer.
 */
@Sharable
final class TurnAway extends ChannelInboundHandlerAdapter {
    static final TurnAway INSTANCE = new TurnAway();

    private static final int SECONDS_TO_ASK = 2;
    private static final int LONGEST_HINT = 5;

    private TurnAway() {}

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.executor().schedule(() -> ctx.close(), SECONDS_TO_ASK, TimeUnit.SECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
        ctx.channel().config().setAutoRead(false);
        int hint = 1 + ThreadLocalRandom.current().nextInt(LONGEST_HINT);
        String answer = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: " + hint
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        ctx.writeAndFlush(ByteBufUtil.writeAscii(ctx.alloc(), answer)).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
