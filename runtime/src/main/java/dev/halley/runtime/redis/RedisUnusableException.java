package dev.halley.runtime.redis;

/** Redis answers, but is not what it must be. The message goes on after its address. */
final class RedisUnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RedisUnusableException(String message) {
        super(message, null, false, false);
    }
}
