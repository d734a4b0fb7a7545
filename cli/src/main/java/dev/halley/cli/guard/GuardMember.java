package dev.halley.cli.guard;

import dev.halley.api.comet.SessionInfo;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.Member;
import dev.halley.wire.CloseReason;
import io.netty.channel.Channel;

/** A session of version 1 over TCP that only receives. */
final class GuardMember extends Member {

    GuardMember(Channel channel, long sessionId) {
        super(channel, Variant.TCP_V1, sessionId);
    }

    @Override
    public String app() {
        return "default";
    }

    @Override
    public String user() {
        return "guard";
    }

    @Override
    public long generation() {
        return 1;
    }

    @Override
    public boolean accepts(int operation) {
        return true;
    }

    @Override
    public boolean filtersRooms() {
        return false;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what does not arrive is noticed
    public void close(CloseReason reason) {
        channel().close();
    }

    @Override
    public SessionInfo describe() {
        return SessionInfo.getDefaultInstance();
    }
}
