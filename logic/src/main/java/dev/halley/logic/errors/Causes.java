package dev.halley.logic.errors;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Finds what really went wrong under the wrappings of futures. */
public final class Causes {
    private Causes() {}

    /** The first cause that is not merely a future's wrapping. */
    public static Throwable of(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
