package dev.halley.logic.auth;

import com.google.protobuf.ByteString;

/** Decides who a client is. Thread-safe; does not block. */
public interface Authenticator {
    /**
     * The identity that a token proves.
     *
     * @param token body of the client's AUTH frame
     * @throws dev.halley.logic.errors.AuthenticationException if it proves none
     */
    Identity authenticate(ByteString token);
}
