package dev.halley.wire;

/**
 * The peer sent what the protocol does not allow. Without a stack trace: a hostile peer must not be
 * able to make throwing costly.
 */
public final class MalformedFrameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Malformation malformation;

    /** Says what is wrong. */
    public MalformedFrameException(Malformation malformation) {
        super(malformation.text(), null, false, false);
        this.malformation = malformation;
    }

    /** What is wrong. */
    public Malformation malformation() {
        return malformation;
    }
}
