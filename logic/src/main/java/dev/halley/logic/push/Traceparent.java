package dev.halley.logic.push;

import java.util.regex.Pattern;

/** The {@code traceparent} header of W3C Trace Context. */
public final class Traceparent {
    private static final int CHARS = 55;
    private static final Pattern VERSION_0 =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private Traceparent() {}

    /** The value, or nothing: what is not a trace context is not carried on. */
    public static String orEmpty(String value) {
        return value.length() == CHARS && VERSION_0.matcher(value).matches() ? value : "";
    }
}
