package dev.halley.logic.errors;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Kafka, Redis or a comet is away, or did not answer within the deadline. The request may be tried
 * again. Whether it was carried out is not known: what was answered with this may still be
 * delivered. Has no stack trace: it comes by the thousand when a dependency is away.
 */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String dependency;

    /** Says what is away and why, in words for the caller. */
    public UnavailableException(String dependency, String message) {
        this(dependency, message, null);
    }

    /** Says what is away and why; {@code cause} is kept for the log. */
    public UnavailableException(String dependency, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.dependency = requireNonNull(dependency, "dependency");
    }

    /** What is away: {@code kafka}, {@code redis}, {@code comet} or {@code logic}. */
    public String dependency() {
        return dependency;
    }
}
