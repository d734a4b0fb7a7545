package dev.halley.job.consume;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why Kafka cannot be read, for as long as it cannot, and how long to wait before the next try. One
 * thread changes it; any may ask why.
 */
final class ReadFailure {
    private static final Logger LOG = LoggerFactory.getLogger(ReadFailure.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int DOUBLINGS = 3;

    private volatile @Nullable String text;
    private int inARow;

    /** Answers how long to pause. Says the reason in the log when it is news. */
    Duration failed(KafkaException failure) {
        String now = hint(failure) + failure.getMessage();
        if (!now.equals(text)) {
            LOG.atWarn().addKeyValue("reason", now).log("kafka cannot be read");
        }
        text = now;
        return FIRST_PAUSE.multipliedBy(1L << Math.min(DOUBLINGS, inARow++));
    }

    /** Kafka can be read, or is silent. */
    void over() {
        text = null;
        inARow = 0;
    }

    Optional<String> why() {
        return Optional.ofNullable(text);
    }

    private static String hint(KafkaException failure) {
        if (failure instanceof SaslAuthenticationException) {
            return "refuses the login (halley.kafka.properties: sasl.*): ";
        }
        if (failure instanceof SslAuthenticationException) {
            return "no trust by TLS (halley.kafka.properties: ssl.*): ";
        }
        return failure instanceof AuthorizationException ? "its ACLs do not allow this user: " : "";
    }
}
