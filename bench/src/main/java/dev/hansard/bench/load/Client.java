// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One socket of one client, just enough of the protocol for load. Belongs to its event loop; keeps nothing between frames. */
final class Client extends ChannelInboundHandlerAdapter {
    /** What becomes of it, told on its event loop. */
    interface Events {
        void live(int number, Channel channel);

        void frame(int number, byte[] frame, int length);

        /** @param code the WebSocket close code; the HTTP status if it never became one; 0 if it broke */
        void ended(int number, int code, int retryAfterSeconds);
    }

    private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[1 << 20]);
    private static final Needle HEAD_END = new Needle("\r\n\r\n");
    private static final Needle RETRY_AFTER = new Needle("Retry-After: ");
    private static final Needle STATUS = new Needle("HTTP/1.1 ");
    private static final Needle HELLO = new Needle("\"type\":\"hello\"");
    private static final int PONG = 0x8A;
    private static final int CLOSE = 0x88;

    private final int number;
    private final URI url;
    private final Events events;
    private @Nullable ByteBuf rest;
    private boolean upgraded;
    private boolean live;
    private int code;
    private int retryAfter;

    Client(int number, URI url, Events events) {
        this.number = number;
        this.url = url;
        this.events = events;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String request = "GET " + url.getRawPath() + query + " HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        ctx.writeAndFlush(ByteBufUtil.writeAscii(ctx.alloc(), request), ctx.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf data = (ByteBuf) message;
        ByteBuf before = rest;
        if (before != null) {
            before.writeBytes(data);
            data.release();
            data = before;
            rest = null;
        }
        while (upgraded ? frame(ctx, data) : head(ctx, data)) continue;
        if (!data.isReadable()) {
            data.release();
        } else {
            rest = ctx.alloc().buffer(data.readableBytes() * 2).writeBytes(data);
            data.release();
        }
    }

    private boolean head(ChannelHandlerContext ctx, ByteBuf data) {
        byte[] scratch = SCRATCH.get();
        int length = Math.min(data.readableBytes(), scratch.length);
        data.getBytes(data.readerIndex(), scratch, 0, length);
        int end = HEAD_END.after(scratch, length);
        if (end < 0) return false;
        data.skipBytes(end);
        int status = (int) STATUS.number(scratch, end);
        upgraded = status == 101;
        if (!upgraded) {
            code = status;
            retryAfter = (int) Math.max(0, RETRY_AFTER.number(scratch, end));
            ctx.close();
        }
        return upgraded;
    }

    private boolean frame(ChannelHandlerContext ctx, ByteBuf data) {
        int start = data.readerIndex();
        int there = data.readableBytes();
        if (there < 2) return false;
        int opcode = data.getByte(start) & 0x0F;
        long length = data.getByte(start + 1) & 0x7F;
        int head = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (there < head) return false;
        if (length == 126) length = data.getUnsignedShort(start + 2);
        else if (length == 127) length = data.getLong(start + 2);
        if (there < head + length) return false;
        byte[] scratch = SCRATCH.get();
        int size = Math.toIntExact(length);
        data.skipBytes(head).readBytes(scratch, 0, size);
        switch (opcode) {
            case 0x1 -> text(ctx, scratch, size);
            case 0x8 -> {
                code = size >= 2 ? (scratch[0] & 0xFF) << 8 | scratch[1] & 0xFF : 1005;
                ctx.writeAndFlush(masked(ctx, CLOSE, scratch, Math.min(size, 2)), ctx.voidPromise());
                ctx.close();
            }
            case 0x9 -> ctx.writeAndFlush(masked(ctx, PONG, scratch, size), ctx.voidPromise());
            default -> {}
        }
        return true;
    }

    private void text(ChannelHandlerContext ctx, byte[] frame, int length) {
        if (!live && HELLO.after(frame, length) >= 0) {
            live = true;
            events.live(number, ctx.channel());
        }
        events.frame(number, frame, length);
    }

    static ByteBuf masked(ChannelHandlerContext ctx, int first, byte[] payload, int length) {
        ByteBuf frame = ctx.alloc().buffer(length + 8).writeByte(first);
        if (length < 126) frame.writeByte(0x80 | length);
        else frame.writeByte(0x80 | 126).writeShort(length);
        int mask = ThreadLocalRandom.current().nextInt();
        frame.writeInt(mask);
        for (int i = 0; i < length; i++) frame.writeByte(payload[i] ^ (mask >> (24 - 8 * (i & 3))));
        return frame;
    }

    static ByteBuf text(Channel channel, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ChannelHandlerContext first = channel.pipeline().firstContext();
        return masked(first, 0x81, payload, payload.length);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ByteBuf left = rest;
        rest = null;
        if (left != null) left.release();
        events.ended(number, code, retryAfter);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
