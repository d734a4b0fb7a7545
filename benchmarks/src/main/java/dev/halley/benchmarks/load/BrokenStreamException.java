package dev.halley.benchmarks.load;

/** The server ended a session in-band, or broke the protocol. */
final class BrokenStreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenStreamException(String message) {
        super(message, null, false, false);
    }
}
