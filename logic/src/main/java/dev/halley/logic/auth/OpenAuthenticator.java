package dev.halley.logic.auth;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;
import java.util.function.Supplier;

/**
 * Believes what the client says, as goim does: JSON {@code
 * {"mid":123,"key":"","room_id":"live://1000","platform":"web","accepts":[1000]}}, or {@code user},
 * a string, in place of {@code mid}. Without a mid, or with 0, the session has no user. An absent or
 * empty key is generated. Version 2 adds {@code rooms} and {@code recover}. Fields not named here are
 * ignored, but for a {@code token} in version 2: it would prove nothing. (goim:
 * internal/logic/conn.go)
 */
public final class OpenAuthenticator implements Authenticator {
    private final AuthLimits limits;
    private final Supplier<String> newKey;
    private final WishReader wishes;

    /**
     * An authenticator with these limits.
     *
     * @param newKey makes the key of a session that brings none
     */
    public OpenAuthenticator(AuthLimits limits, Supplier<String> newKey) {
        this.limits = requireNonNull(limits, "limits");
        this.newKey = requireNonNull(newKey, "newKey");
        this.wishes = new WishReader(limits);
    }

    @Override
    public Identity authenticate(ByteString token, int protocolVersion) {
        AuthBody body = AuthBody.read(token, limits.bodyBytes());
        if (protocolVersion >= 2 && body.has("token")) {
            throw AuthBody.invalid("token", "user or mid: authentication is open here");
        }
        String mid = body.mid();
        String key = body.text("key", limits.nameLength());
        return new Identity(
                mid.isEmpty() ? body.text("user", limits.nameLength()) : mid,
                key.isEmpty() ? newKey.get() : key,
                body.text("platform", limits.nameLength()),
                wishes.read(body, protocolVersion));
    }
}
