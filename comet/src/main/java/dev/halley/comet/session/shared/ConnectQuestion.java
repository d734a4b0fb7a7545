package dev.halley.comet.session.shared;

import com.google.protobuf.ByteString;
import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.api.logic.Registration;
import dev.halley.comet.replies.Request;
import dev.halley.comet.upstream.calls.CometIdentity;

/**
 * What logic is asked of a client that has sent AUTH.
 *
 * @param request header of its AUTH frame
 * @param token body of it
 * @param sessionId of the session that there may be
 * @param replays how often the routes of its loop had been written again when this was asked
 */
public record ConnectQuestion(Request request, ByteString token, long sessionId, int replays) {
    /** The question as logic reads it. */
    public ConnectRequest message(CometIdentity identity, String remoteIp, String transport) {
        return ConnectRequest.newBuilder()
                .setSchemaVersion(1)
                .setApp(identity.app())
                .setInstance(identity.instance())
                .setSessionId(sessionId)
                .setToken(token)
                .setRemoteIp(remoteIp)
                .setTransport(transport)
                .setProtocolVersion(request.version())
                .build();
    }

    /** The route that logic has registered. */
    public Registration registration(ConnectReply reply) {
        return Registration.newBuilder()
                .setUser(reply.getUser())
                .setKey(reply.getKey())
                .setSessionId(sessionId)
                .setGeneration(reply.getGeneration())
                .build();
    }
}
