package dev.halley.runtime.process;

import dev.halley.runtime.config.DiscoveryConfig;
import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.discovery.StaticNodeList;
import dev.halley.runtime.discovery.consul.ConsulDiscovery;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;

/** Discovery of the kind that is configured. */
final class Discoveries {
    private Discoveries() {}

    /**
     * Opens it.
     *
     * @param onNameTaken told when another running node has this node's name, in words for people
     */
    static Discovery open(
            DiscoveryConfig config, MeterRegistry registry, Consumer<String> onNameTaken) {
        return switch (config.kind()) {
            case STATIC -> StaticNodeList.discovery(config);
            case CONSUL -> new ConsulDiscovery(config.consul(), registry, onNameTaken);
        };
    }
}
