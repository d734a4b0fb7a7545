package dev.halley.sdk.dialect;

import java.util.function.IntFunction;

/** Keeps requests that name many rooms within what a server takes in one frame. */
final class Portions {

    /** Body of a client's frame in version 2, unless the server is configured otherwise. */
    private static final int MAX_BODY_BYTES = 16384;

    private Portions() {}

    /**
     * How many of the first rooms go into one request.
     *
     * @param rooms how many there are
     * @param least so many go in however long they are
     * @param body the request's body for so many
     */
    static int fitting(int rooms, int least, IntFunction<byte[]> body) {
        int fitting = rooms;
        while (fitting > least && body.apply(fitting).length > MAX_BODY_BYTES) {
            fitting /= 2;
        }
        return Math.max(fitting, Math.min(least, rooms));
    }
}
