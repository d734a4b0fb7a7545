package dev.halley.logic.errors;

/** A client's token is not good; trying again with it is of no use. No stack trace. */
public final class AuthenticationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Says what is wrong with the token, without any of its content. */
    public AuthenticationException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** Why, for the metrics. */
    public Reason reason() {
        return reason;
    }

    /** What may be wrong with a token. */
    public enum Reason {
        /** Larger than a token may be. */
        TOO_LARGE,
        /** Not what a token looks like. */
        MALFORMED,
        /** Readable, but a field holds what it must not. */
        INVALID,
        /** A JSON Web Token is asked for, and none came. */
        NO_TOKEN,
        /** The token is signed with no key that is known here, or not rightly. */
        BAD_SIGNATURE,
        /** The token's time is over, or not yet come. */
        EXPIRED,
        /** The token is for somebody else, or does not say what it must. */
        BAD_CLAIMS,
        /** The token does not allow the room. */
        ROOM_REFUSED
    }
}
