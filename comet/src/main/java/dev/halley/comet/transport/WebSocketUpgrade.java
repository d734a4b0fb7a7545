package dev.halley.comet.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.halley.comet.session.Handshake;
import dev.halley.wire.CloseReason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The opening handshake of RFC 6455, section 4.2. Takes one request head of at most 8 KB, answers
 * it, and leaves; what came behind the head goes on to the session.
 *
 * <p>Asks for no origin: goim does not, and what counts is the token. Of subprotocols it knows one,
 * {@code halley.json}; a client that offers others gets the binary protocol without a name.
 */
final class WebSocketUpgrade extends ByteToMessageDecoder {
    private static final int MAX_HEAD_BYTES = 8192;
    private static final ByteBuf END =
            Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("\r\n\r\n", ISO_8859_1));
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String JSON = "halley.json";
    private static final byte[] METHOD = {'G', 'E', 'T', ' '};

    private final Handshake handshake;
    private final String path;
    private final ProxyPolicy proxy;
    private boolean refused;

    WebSocketUpgrade(Handshake handshake, String path, ProxyPolicy proxy) {
        this.handshake = handshake;
        this.path = path;
        this.proxy = proxy;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!startsLikeARequest(in)) {
            refuse(ctx, in, "400 Bad Request");
            return;
        }
        int length = ByteBufUtil.indexOf(END, in);
        if (length < 0) {
            if (in.readableBytes() > MAX_HEAD_BYTES) {
                refuse(ctx, in, "431 Request Header Fields Too Large");
            }
            return;
        }
        Optional<UpgradeRequest> request =
                length > MAX_HEAD_BYTES
                        ? Optional.empty()
                        : UpgradeRequest.parse(in.slice(in.readerIndex(), length));
        if (request.isEmpty()) {
            refuse(ctx, in, "400 Bad Request");
        } else if (!request.get().path().equals(path)) {
            refuse(ctx, in, "404 Not Found");
        } else if (!request.get().asksForWebSocket()) {
            refuse(ctx, in, "426 Upgrade Required\r\nSec-WebSocket-Version: 13");
        } else {
            in.skipBytes(length + END.readableBytes());
            accept(ctx, request.get());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        handshake.exceptionCaught(ctx, cause);
    }

    private void accept(ChannelHandlerContext ctx, UpgradeRequest request) {
        String forwarded = request.header("x-forwarded-for");
        if (!forwarded.isEmpty() && proxy.believesForwardedFor(ctx.channel())) {
            handshake.clientIp(ProxyPolicy.clientOf(forwarded));
        }
        boolean json = request.offers(JSON);
        String answer =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + (json ? "Sec-WebSocket-Protocol: " + JSON + "\r\n" : "")
                        + "Sec-WebSocket-Accept: "
                        + acceptKey(request.header("sec-websocket-key"))
                        + "\r\n\r\n";
        ChannelFuture unused = ctx.writeAndFlush(ByteBufUtil.writeAscii(ctx.alloc(), answer));
        handshake.upgraded(json);
        ctx.pipeline().remove(this);
    }

    private void refuse(ChannelHandlerContext ctx, ByteBuf in, String status) {
        refused = true;
        in.skipBytes(in.readableBytes());
        String answer = "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        ChannelFuture unused =
                ctx.write(ByteBufUtil.writeAscii(ctx.alloc(), answer), ctx.voidPromise());
        handshake.close(CloseReason.PROTOCOL_ERROR);
    }

    /** Garbage is told by its first bytes, not by the absence of an end. */
    private static boolean startsLikeARequest(ByteBuf in) {
        int length = Math.min(METHOD.length, in.readableBytes());
        for (int i = 0; i < length; i++) {
            if (in.getByte(in.readerIndex() + i) != METHOD[i]) {
                return false;
            }
        }
        return true;
    }

    private static String acceptKey(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] digest = sha1.digest((key + GUID).getBytes(ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
