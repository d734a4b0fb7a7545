package dev.halley.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;

/** Remembers what a decoder found, as text; waits after every frame when told to. */
final class CollectingSink implements FrameSink {
    final List<String> found = new ArrayList<>();
    boolean wait;

    @Override
    public boolean frame(ByteBuf buffer, int frame) {
        found.add(ByteBufUtil.hexDump(buffer, frame, FrameHeader.packetLength(buffer, frame)));
        return !wait;
    }

    @Override
    public boolean text(ByteBuf buffer, int index, int length) {
        found.add("1:" + ByteBufUtil.hexDump(buffer, index, length));
        return true;
    }

    @Override
    public boolean control(int opcode, ByteBuf buffer, int index, int length) {
        found.add(opcode + ":" + ByteBufUtil.hexDump(buffer, index, length));
        return !wait;
    }
}
