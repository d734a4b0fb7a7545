package dev.halley.comet.session;

import dev.halley.api.logic.AcknowledgeReply;
import dev.halley.api.logic.AcknowledgeRequest;
import dev.halley.api.record.StreamPosition;
import dev.halley.comet.json.AskedStream;
import dev.halley.comet.json.ErrorCode;
import dev.halley.comet.json.RefusedRequestException;
import dev.halley.comet.json.ReplyBodies;
import dev.halley.comet.json.RequestBodies;
import dev.halley.comet.json.StreamAnswer;
import dev.halley.comet.replies.Request;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.runtime.streams.StreamName;
import dev.halley.wire.Operation;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recovering streams on live sessions of version 2, and the read positions of their users. Belongs
 * to its loop.
 */
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

    /**
     * Moves on what the session's user has read. Nothing more is read from the client until logic has
     * answered, so that there is one question of each session at most.
     */
    void acknowledge(VersionTwoSession session, Request request, ByteBuf body) {
        AskedStream place = RequestBodies.acknowledge(body);
        if (session.user().isEmpty()
                || !place.stream().equals(StreamName.ofUser(session.user()).text())) {
            throw new RefusedRequestException(
                    ErrorCode.NOT_ALLOWED, "stream: (expected: the user's own)");
        }
        session.pause(SessionHandler.ASKING);
        loop.node()
                .history()
                .acknowledge(
                        AcknowledgeRequest.newBuilder()
                                .setSchemaVersion(1)
                                .setApp(session.app())
                                .setUser(session.user())
                                .setPosition(
                                        StreamPosition.newBuilder()
                                                .setStream(place.stream())
                                                .setEpoch(place.epoch())
                                                .setOffset(place.offset()))
                                .build())
                .whenComplete(
                        (reply, failure) ->
                                loop.shard()
                                        .loop()
                                        .execute(() -> acknowledged(session, request, reply)));
    }

    private static void acknowledged(
            VersionTwoSession session, Request request, @Nullable AcknowledgeReply reply) {
        if (session.isClosed()) {
            return;
        }
        Optional<RefusedRequestException> refusal = refusal(reply);
        if (refusal.isPresent()) {
            session.refuse(request, refusal.get());
        } else if (reply != null) {
            StreamPosition read = reply.getRead();
            AskedStream place =
                    new AskedStream(read.getStream(), read.getEpoch(), read.getOffset());
            long unread = Math.max(0, reply.getTip() - read.getOffset());
            session.reply(
                    request, Operation.ACKNOWLEDGE_REPLY, ReplyBodies.acknowledged(place, unread));
        }
        session.channel().flush();
        session.resume(SessionHandler.ASKING);
    }

    private static Optional<RefusedRequestException> refusal(@Nullable AcknowledgeReply reply) {
        AcknowledgeReply.Result result =
                reply == null ? AcknowledgeReply.Result.UNKNOWN : reply.getResult();
        return switch (result) {
            case MOVED, NOT_HIGHER -> Optional.empty();
            case BEYOND_TIP ->
                    refused(ErrorCode.BEYOND_TIP, "offset: (expected: one that the stream has)");
            case OTHER_EPOCH -> refused(ErrorCode.OTHER_EPOCH, "epoch: (expected: the stream's)");
            case UNKNOWN, UNRECOGNIZED ->
                    refused(ErrorCode.UNAVAILABLE, "read positions are out of reach");
        };
    }

    private static Optional<RefusedRequestException> refused(ErrorCode code, String message) {
        return Optional.of(new RefusedRequestException(code, message));
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
