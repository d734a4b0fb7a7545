package dev.halley.comet.fanout;

import dev.halley.api.comet.SessionInfo;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.Member;
import dev.halley.wire.CloseReason;
import dev.halley.wire.FrameHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A session without a transport. */
final class TestMember extends Member {
    final List<CloseReason> closes = new ArrayList<>();
    final List<String> gaps = new ArrayList<>();
    final List<String> moves = new ArrayList<>();
    private Set<Integer> accepts = Set.of(1000);
    private long generation = 1;
    private boolean filtersRooms;
    private boolean writesGaps;
    private boolean breaks;

    TestMember(Channel channel, Variant variant, long sessionId) {
        super(channel, variant, sessionId);
    }

    TestMember accepting(Integer... operations) {
        accepts = Set.of(operations);
        return this;
    }

    TestMember ofGeneration(long value) {
        generation = value;
        return this;
    }

    TestMember filteringRooms() {
        filtersRooms = true;
        return this;
    }

    /** From here on whoever is about to write a room's messages or broadcasts to it fails. */
    TestMember breaking() {
        breaks = true;
        return this;
    }

    @Override
    public String app() {
        return "default";
    }

    @Override
    public String user() {
        return "u" + sessionId();
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public boolean accepts(int operation) {
        failIfBroken();
        return accepts.contains(operation);
    }

    /** From here on gaps are written among the messages. */
    TestMember writingGaps() {
        writesGaps = true;
        return this;
    }

    /** Writes a frame of its own, as the reply to a request. */
    @SuppressWarnings("FutureReturnValueIgnored") // tests look at the channel
    void reply(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        ByteBuf frame = Unpooled.buffer();
        FrameHeader.write(frame, FrameHeader.VERSION_2, 19, 0, body.length);
        channel().writeAndFlush(frame.writeBytes(body), channel().voidPromise());
    }

    @Override
    public void gap(String stream, int epoch, long from, long to) {
        gaps.add(stream + " " + epoch + ":" + from + "-" + to);
        if (writesGaps) {
            reply("gap " + epoch + " " + from + " " + to);
        }
    }

    @Override
    public void move(List<String> join, List<String> leave) {
        moves.addAll(join);
    }

    @Override
    public boolean filtersRooms() {
        failIfBroken();
        return filtersRooms;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // tests look at the channel
    public void close(CloseReason reason) {
        closes.add(reason);
        channel().close();
    }

    @Override
    public SessionInfo describe() {
        return SessionInfo.newBuilder().setSessionId(sessionId()).build();
    }

    private void failIfBroken() {
        if (breaks) {
            throw new IllegalStateException("cannot be written");
        }
    }
}
