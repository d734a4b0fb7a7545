package dev.halley.logic.http.v1;

import java.util.Arrays;

/** A part of a request's body, not copied. */
final class Slice {
    private final byte[] bytes;
    private final int from;
    private final int to;

    private Slice(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** All of it. */
    static Slice of(byte[] bytes) {
        return new Slice(bytes, 0, bytes.length);
    }

    /** The body that this is a part of. */
    byte[] bytes() {
        return bytes;
    }

    /** Where this part begins in the body. */
    int from() {
        return from;
    }

    /** How many bytes this part has. */
    int length() {
        return to - from;
    }

    /** A part of this part, without white space at its end. */
    Slice part(int start, int end) {
        int last = from + end;
        while (last > from + start && bytes[last - 1] <= ' ' && bytes[last - 1] >= 0) {
            last--;
        }
        return new Slice(bytes, from + start, last);
    }

    /** The bytes of this part by themselves. */
    byte[] copy() {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
