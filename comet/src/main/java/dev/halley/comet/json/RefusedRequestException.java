package dev.halley.comet.json;

/** A request that is refused as a whole. Without a stack trace, because clients cause it at will. */
public final class RefusedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /**
     * Says what is wrong.
     *
     * @param message for who writes the client; holds nothing that the client has sent
     */
    public RefusedRequestException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** The same for what is not the JSON that is wanted. */
    public static RefusedRequestException bad(String message) {
        return new RefusedRequestException(ErrorCode.BAD_REQUEST, message);
    }

    /** What the client is told. */
    public ErrorCode code() {
        return code;
    }
}
