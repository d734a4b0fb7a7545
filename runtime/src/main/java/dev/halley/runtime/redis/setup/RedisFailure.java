package dev.halley.runtime.redis.setup;

import dev.halley.runtime.process.FailureText;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;

/** What went wrong with Redis, for people: what was at the bottom of it, and the key to look at. */
public final class RedisFailure {
    private static final String LOGIN =
            "refuses the user or the password (halley.redis.username, halley.redis.password): ";
    private static final String CERTIFICATE =
            "its certificate is not accepted (halley.redis.ca-file, halley.redis.verify-peer): ";

    private RedisFailure() {}

    /** One line. */
    public static String text(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = oneLine(root.getMessage() == null ? root.toString() : root.getMessage());
        if (root instanceof CertificateException || root instanceof CertPathBuilderException) {
            return CERTIFICATE + message;
        }
        if (message.startsWith("WRONGPASS") || message.startsWith("NOAUTH")) {
            return LOGIN + message;
        }
        if (message.contains("cluster support disabled")) {
            return "is not a cluster (halley.redis.uri: redis://host:port)";
        }
        return root == failure ? message : oneLine(FailureText.of(failure));
    }

    // Of a cluster, Lettuce lists what each node said.
    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
