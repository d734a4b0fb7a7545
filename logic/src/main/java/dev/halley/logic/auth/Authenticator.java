package dev.halley.logic.auth;

import com.google.protobuf.ByteString;

/** Decides who a client is. Thread-safe; does not block. */
public interface Authenticator {
    /**
     * The identity that an AUTH body proves.
     *
     * @param body of the client's AUTH frame
     * @param protocolVersion of that frame; below 2 the body is goim's
     * @throws dev.halley.logic.errors.AuthenticationException if it proves none
     */
    Identity authenticate(ByteString body, int protocolVersion);
}
