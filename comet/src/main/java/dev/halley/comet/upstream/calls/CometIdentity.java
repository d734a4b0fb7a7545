package dev.halley.comet.upstream.calls;

import static java.util.Objects.requireNonNull;

/**
 * Who calls.
 *
 * @param app the tenant that this comet's sessions belong to
 * @param instance the comet's instance id
 */
public record CometIdentity(String app, String instance) {
    /** Version of the messages to logic. */
    public static final int SCHEMA_VERSION = 1;

    /** Both must be there. */
    public CometIdentity {
        requireNonNull(app, "app");
        requireNonNull(instance, "instance");
    }
}
