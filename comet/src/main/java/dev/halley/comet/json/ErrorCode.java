package dev.halley.comet.json;

/** Why a request was refused; the name is the code that the client is told. */
public enum ErrorCode {
    /** Not the JSON that is wanted. */
    BAD_REQUEST,
    /** More rooms or streams than a session may have. */
    TOO_MANY,
    /** History is asked for too often. */
    RATE_LIMITED,
    /** Not this session's affair. */
    NOT_ALLOWED,
    /** The stream has no such offset. */
    BEYOND_TIP,
    /** The stream has another epoch. */
    OTHER_EPOCH,
    /** It could not be served for now. */
    UNAVAILABLE
}
