package dev.halley.logic.http.answer;

/** How a family of routes words its failures. */
@FunctionalInterface
public interface FailureFormat {
    /** The answer that says it. */
    Answer format(Failure failure);
}
