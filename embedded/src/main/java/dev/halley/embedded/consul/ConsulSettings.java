package dev.halley.embedded.consul;

import dev.halley.embedded.LoopbackPort;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a Consul agent is started with.
 *
 * @param data folder for everything it keeps; made if absent, used again if it has data
 * @param httpPort port of its HTTP interface
 * @param serfPort port where agents find each other, unused by an agent that is alone
 * @param serverPort port of its servers' own calls
 * @param token the token that may do everything; with one, access is denied to all who show none
 * @param more settings in Consul's own form, a JSON object, read after Halley's and stronger; for
 *     TLS, for instance
 */
public record ConsulSettings(
        Path data,
        int httpPort,
        int serfPort,
        int serverPort,
        Optional<String> token,
        Optional<String> more) {
    /** Makes the folder's path absolute. */
    public ConsulSettings {
        data = data.toAbsolutePath();
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(more, "more");
    }

    /** An agent on ports that were free a moment ago, open to all. */
    public static ConsulSettings in(Path data) {
        return new ConsulSettings(
                data,
                LoopbackPort.free(),
                LoopbackPort.free(),
                LoopbackPort.free(),
                Optional.empty(),
                Optional.empty());
    }

    /** These with access control, and the token that may do everything. */
    public ConsulSettings withToken(String token) {
        return new ConsulSettings(data, httpPort, serfPort, serverPort, Optional.of(token), more);
    }

    /** These with settings of Consul's own, as a JSON object. */
    public ConsulSettings withMore(String json) {
        return new ConsulSettings(data, httpPort, serfPort, serverPort, token, Optional.of(json));
    }
}
