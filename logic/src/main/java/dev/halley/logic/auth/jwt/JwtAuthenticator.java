package dev.halley.logic.auth.jwt;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;
import dev.halley.logic.auth.AuthBody;
import dev.halley.logic.auth.AuthLimits;
import dev.halley.logic.auth.Authenticator;
import dev.halley.logic.auth.Identity;
import dev.halley.logic.auth.WishReader;
import dev.halley.logic.auth.Wishes;
import dev.halley.logic.errors.AuthenticationException;
import dev.halley.logic.errors.AuthenticationException.Reason;
import java.util.function.Supplier;

/**
 * Believes what a token says, and for the rest what the client wishes: JSON with {@code token} beside
 * the fields of both protocol versions. {@code user} and {@code mid} are not looked at.
 *
 * <p>A key that the token names is taken as it is. Else the client may choose one among its user's
 * own, {@code user/key}: whoever could choose any key would take the session of whom it belongs to. A
 * slash or percent sign in the user is percent-encoded there, so that no two users have a key in
 * common.
 */
public final class JwtAuthenticator implements Authenticator {
    private final AuthLimits limits;
    private final TokenVerifier verifier;
    private final Supplier<String> newKey;
    private final WishReader wishes;

    /**
     * An authenticator that asks for tokens.
     *
     * @param newKey makes the key of a session that brings none, behind the user
     */
    public JwtAuthenticator(AuthLimits limits, TokenVerifier verifier, Supplier<String> newKey) {
        this.limits = requireNonNull(limits, "limits");
        this.verifier = requireNonNull(verifier, "verifier");
        this.newKey = requireNonNull(newKey, "newKey");
        this.wishes = new WishReader(limits);
    }

    @Override
    public Identity authenticate(ByteString bytes, int protocolVersion) {
        AuthBody body = AuthBody.read(bytes, limits.bodyBytes());
        TokenClaims claims = verifier.verify(body.text("token", limits.bodyBytes()));
        Wishes wanted = wishes.read(body, protocolVersion);
        if (!wanted.room().isEmpty() && !claims.rights().allow(wanted.room())) {
            throw new AuthenticationException(
                    Reason.ROOM_REFUSED, "room_id: not one that the token allows");
        }
        return new Identity(
                claims.user(),
                claims.key().orElseGet(() -> key(claims.user(), body)),
                body.text("platform", limits.nameLength()),
                wanted,
                claims.rights());
    }

    private String key(String user, AuthBody body) {
        String own = user.replace("%", "%25").replace("/", "%2F") + "/";
        String wanted = body.text("key", limits.nameLength());
        // What the client was given in an earlier reply stays.
        String key =
                wanted.startsWith(own) ? wanted : own + (wanted.isEmpty() ? newKey.get() : wanted);
        if (key.length() > limits.nameLength()) {
            throw AuthBody.invalid(
                    "key", "with its user at most " + limits.nameLength() + " characters");
        }
        return key;
    }
}
