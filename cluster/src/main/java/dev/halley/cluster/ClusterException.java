package dev.halley.cluster;

/** A local cluster cannot do what it was asked. The message is for people. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the reason in the message. */
    public ClusterException(String message) {
        super(message);
    }

    /** With the reason in the message and what led to it. */
    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
