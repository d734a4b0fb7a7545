package dev.halley.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A whole node that is in nobody's way. */
public final class FreePorts {
    /** Every port of a standalone, as one that is free. */
    static final Map<String, String> KEYS =
            Map.of(
                    "halley.comet.tcp-port", "0",
                    "halley.comet.ws-port", "0",
                    "halley.comet.grpc.port", "0",
                    "halley.logic.http.port", "0",
                    "halley.logic.grpc.port", "0",
                    "halley.management.port", "0");

    private FreePorts() {}

    /** A node with its data in this folder, not started yet. */
    public static StandaloneNode standalone(Path data) {
        return standalone(data, Map.of());
    }

    static StandaloneNode standalone(Path data, Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(KEYS);
        keys.putAll(more);
        return new StandaloneNode(StandaloneOptions.in(data).with(keys));
    }
}
