package dev.halley.runtime.config.schema;

import java.util.regex.Pattern;

/** What a text must look like. Tells a slip of the pen before anything starts. */
public enum TextForm {
    /**
     * Servers, each with its port. Kafka reads the name of a listener before it and ignores it, so
     * that one which promises more than plain text is refused: it would not be kept.
     */
    SERVERS(
            "host:port, separated by commas; TLS and SASL are set by halley.kafka.properties",
            "%1$s(\\s*,\\s*%1$s)*".formatted("(PLAINTEXT://)?" + Part.HOST + ":" + Part.PORT)),
    /** A Redis. */
    REDIS(
            "redis://host:port/database, redis-sentinel://host:port,host:port/database#master or"
                    + " redis-cluster://host:port,host:port; rediss for TLS",
            ("rediss?://%1$s%2$s(/\\d*)?(\\?\\S*)?"
                            + "|rediss?-sentinel://%1$s%2$s(,%2$s)*(/\\d*)?#[^#\\s]+"
                            + "|rediss?-cluster://%1$s%2$s(,%2$s)*/?")
                    .formatted("([^@/\\s]*@)?", Part.HOST + "(:" + Part.PORT + ")?")),
    /** An HTTP server. */
    HTTP("http://host:port, https for TLS", "https?://" + Part.HOST + "(:" + Part.PORT + ")?/?"),
    /** A node and where it listens. */
    NODE("name=host:port", "[^=\\s]+=" + Part.HOST + ":" + Part.PORT),
    /** The name of a node that others need not reach. */
    NAME("name", "[^=\\s]+"),
    /** What a stream keeps. */
    RETENTION(
            "messages/time/bytes, such as 1000/1h/4194304, or off",
            "off|[1-9]\\d{0,6}/[1-9]\\d{0,6}(ms|s|m|h|d)/[1-9]\\d{0,9}");

    private final String text;
    private final Pattern pattern;

    TextForm(String text, String pattern) {
        this.text = text;
        this.pattern = Pattern.compile(pattern);
    }

    /** The form in words, for messages and the reference page. */
    public String text() {
        return text;
    }

    boolean allows(String value) {
        return pattern.matcher(value.strip()).matches();
    }

    private static final class Part {
        static final String HOST = "([\\w.-]+|\\[[0-9A-Fa-f:.]+(%[\\w.-]+)?\\])";
        static final String PORT =
                "([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";
    }
}
