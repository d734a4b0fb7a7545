package dev.halley.testkit.kafka;

import java.util.Map;

/** Settings for a Kafka that asks its clients for a password, by SASL PLAIN without TLS. */
public final class PlainLogin {
    /** The password that the broker takes. */
    public static final String PASSWORD = "secret";

    private static final String MODULE =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"halley\""
                    + " password=\"%s\"%s;";

    private PlainLogin() {}

    /** What a broker is told whose listener for clients is named {@code CLIENT}. */
    public static Map<String, String> ofBroker() {
        return Map.of(
                "listener.security.protocol.map", "CLIENT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "listener.name.client.plain.sasl.jaas.config",
                        MODULE.formatted(PASSWORD, " user_halley=\"" + PASSWORD + "\""));
    }

    /** What a client is told that logs in with this password. */
    public static Map<String, String> ofClient(String password) {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", MODULE.formatted(password, ""));
    }
}
