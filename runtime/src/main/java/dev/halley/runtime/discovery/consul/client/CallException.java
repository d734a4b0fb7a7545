package dev.halley.runtime.discovery.consul.client;

/** A call to Consul that did not work. The message is for people and holds no token. */
public final class CallException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** Nobody answers, or Consul has no leader. */
        AWAY,
        /** The token is not known or may not do this. */
        REFUSED,
        /** It was done, but does not show. */
        UNSEEN,
        /** Consul does not understand what was asked. */
        FAILED;

        /** As metrics spell it. */
        public String label() {
            return switch (this) {
                case AWAY -> "away";
                case REFUSED -> "refused";
                case UNSEEN -> "unseen";
                case FAILED -> "failed";
            };
        }
    }

    private final Kind kind;

    CallException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** One with no other failure behind it. */
    public CallException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }
}
