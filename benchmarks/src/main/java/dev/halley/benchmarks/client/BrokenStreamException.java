package dev.halley.benchmarks.client;

/** The server ended a session in-band, or broke the protocol. */
public final class BrokenStreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what was seen. */
    public BrokenStreamException(String message) {
        super(message, null, false, false);
    }
}
