package dev.halley.comet.session;

import dev.halley.comet.json.AskedStream;
import dev.halley.comet.json.ReplyBodies;
import dev.halley.comet.json.RequestBodies;
import dev.halley.comet.json.StreamAnswer;
import dev.halley.comet.replies.Request;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.wire.Operation;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recovering streams on live sessions of version 2. Belongs to its loop. */
final class HistoryRequests {
    private final SessionLoop loop;

    HistoryRequests(SessionLoop loop) {
        this.loop = loop;
    }

    /** Sends once more what streams have behind these places. */
    void recover(VersionTwoSession session, Request request, ByteBuf body) {
        List<AskedStream> asked = RequestBodies.recover(body, session.limits().maxStreams());
        session.chargeHistory();
        Map<String, StreamPoint> places = new LinkedHashMap<>();
        asked.forEach(s -> places.put(s.stream(), new StreamPoint(s.epoch(), s.offset())));
        session.pause(SessionHandler.JOINING);
        List<StreamAnswer> answers = new ArrayList<>(places.size());
        places.forEach(
                (stream, after) ->
                        loop.shard()
                                .recover(
                                        session,
                                        stream,
                                        after,
                                        joined -> {
                                            answers.add(answer(stream, joined));
                                            if (answers.size() == places.size()) {
                                                recovered(session, request, answers);
                                            }
                                        }));
    }

    private static void recovered(
            VersionTwoSession session, Request request, List<StreamAnswer> answers) {
        session.reply(request, Operation.RECOVER_REPLY, ReplyBodies.recovered(answers));
        session.channel().flush();
        session.resume(SessionHandler.JOINING);
    }

    private static StreamAnswer answer(String stream, JoinedRoom joined) {
        return joined.epoch() == 0
                ? StreamAnswer.unknown(stream)
                : StreamAnswer.of(stream, joined.recovered(), joined.epoch(), joined.offset());
    }
}
