package dev.halley.standalone.page;

import dev.halley.standalone.StandaloneNode;
import dev.halley.standalone.StandaloneOptions;
import java.nio.file.Path;
import java.util.Map;

/** A whole node that is in nobody's way. */
final class FreePorts {
    private static final Map<String, String> KEYS =
            Map.of(
                    "halley.comet.tcp-port", "0",
                    "halley.comet.ws-port", "0",
                    "halley.comet.grpc.port", "0",
                    "halley.logic.http.port", "0",
                    "halley.logic.grpc.port", "0",
                    "halley.management.port", "0");

    private FreePorts() {}

    /** Not started yet. */
    static StandaloneNode standalone(Path data) {
        return new StandaloneNode(StandaloneOptions.in(data).with(KEYS));
    }
}
