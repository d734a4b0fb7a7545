package dev.halley.runtime.config;

import dev.halley.runtime.config.schema.Form;
import dev.halley.runtime.config.schema.Range;
import dev.halley.runtime.config.schema.Secret;
import dev.halley.runtime.config.schema.TextForm;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How nodes find each other through Consul: {@code halley.discovery.consul}. */
public interface ConsulConfig {
    /** The agent to register with and to ask, usually the one of the same machine. */
    @WithDefault("http://127.0.0.1:8500")
    @Form(TextForm.HTTP)
    String address();

    /** Access token; needs service:write for the services of Halley, and node:read. */
    @Secret
    Optional<String> token();

    /** Datacenter whose nodes are shown; default: the agent's own, where nodes register. */
    Optional<String> datacenter();

    /** File with the certificates, as PEM, that the agent's own is checked against. */
    Optional<String> caFile();

    /** First part of the services' names: halley-comet, halley-logic and halley-job. */
    @WithDefault("halley")
    String servicePrefix();

    /** How often Consul asks a node whether it lives. */
    @WithDefault("2s")
    @Range(min = "1s", max = "1h")
    Duration checkInterval();

    /** How long that answer may take. */
    @WithDefault("1s")
    @Range(min = "100ms", max = "1m")
    Duration checkTimeout();

    /** How long a node may fail its check before Consul forgets it; Consul takes no less than 1m. */
    @WithDefault("1m")
    @Range(min = "1m", max = "7d")
    Duration deregisterAfter();

    /** How long a question for changes may wait at the agent. */
    @WithDefault("30s")
    @Range(min = "1s", max = "9m")
    Duration watchTime();

    /** How long a node that fails its check is still shown; one that leaves is not, at once. */
    @WithDefault("3s")
    @Range(min = "0s", max = "5m")
    Duration grace();

    /** How long a view from which most nodes vanished at once is kept as it was. */
    @WithDefault("5m")
    @Range(min = "0s", max = "1d")
    Duration freezeLimit();
}
