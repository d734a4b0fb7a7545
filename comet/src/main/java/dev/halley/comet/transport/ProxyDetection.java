package dev.halley.comet.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.ProtocolDetectionState;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.util.List;

/**
 * Refuses what does not begin with a PROXY protocol header as soon as that can be told; the decoder
 * behind it would wait for the end of a line that never comes. Leaves when there is one.
 */
final class ProxyDetection extends ByteToMessageDecoder {
    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        ProtocolDetectionState state = HAProxyMessageDecoder.detectProtocol(in).state();
        if (state == ProtocolDetectionState.INVALID) {
            in.skipBytes(in.readableBytes());
            throw new CorruptedFrameException("no PROXY protocol header");
        }
        if (state == ProtocolDetectionState.DETECTED) {
            ctx.pipeline().remove(this);
        }
    }
}
