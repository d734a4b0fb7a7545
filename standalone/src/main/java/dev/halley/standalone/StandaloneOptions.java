package dev.halley.standalone;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How to run standalone.
 *
 * @param data folder for everything that is kept; made if absent, used again if it has data
 * @param bind address that clients and callers connect to; loopback when empty
 * @param file a YAML file with keys of any tier
 * @param overrides whole key names to values; stronger than the file
 */
public record StandaloneOptions(
        Path data, Optional<String> bind, Optional<Path> file, Map<String, String> overrides) {
    /** Everything must be there; the overrides are copied. */
    public StandaloneOptions {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(bind, "bind");
        Objects.requireNonNull(file, "file");
        overrides = Map.copyOf(overrides);
    }

    /** Loopback, default ports, no file. */
    public static StandaloneOptions in(Path data) {
        return new StandaloneOptions(data, Optional.empty(), Optional.empty(), Map.of());
    }

    /** The same with other values for some keys. */
    public StandaloneOptions with(Map<String, String> other) {
        return new StandaloneOptions(data, bind, file, other);
    }
}
