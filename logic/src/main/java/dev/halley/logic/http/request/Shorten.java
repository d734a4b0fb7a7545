package dev.halley.logic.http.request;

/** Keeps what a caller wrote from making an error message as long as the request. */
public final class Shorten {
    private static final int MAX_CHARS = 80;

    private Shorten() {}

    /** The text, or its beginning. */
    public static String text(String text) {
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "...";
    }
}
