package dev.halley.logic.kafka.topics;

import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** What is wrong with Kafka, for people, and the key to look at. */
final class KafkaFailure {
    private KafkaFailure() {}

    static String text(Throwable cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return hint(cause) + message;
    }

    /** Whether it is of no use to ask again soon: somebody must act first. */
    static boolean lasting(Throwable cause) {
        return !hint(cause).isEmpty();
    }

    private static String hint(Throwable cause) {
        if (cause instanceof SaslAuthenticationException) {
            return "refuses the login (halley.kafka.properties: sasl.*): ";
        }
        if (cause instanceof SslAuthenticationException) {
            return "no trust by TLS (halley.kafka.properties: ssl.*): ";
        }
        if (cause instanceof AuthorizationException) {
            return "its ACLs do not allow this user: ";
        }
        if (cause instanceof InvalidReplicationFactorException) {
            return "has too few brokers (halley.kafka.replication): ";
        }
        return "";
    }
}
