package dev.halley.runtime.config;

import dev.halley.runtime.config.schema.Form;
import dev.halley.runtime.config.schema.TextForm;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Optional;

/** How nodes find each other: {@code halley.discovery}. */
public interface DiscoveryConfig {
    /** Where the view of the other nodes comes from. */
    @WithDefault("static")
    DiscoveryKind kind();

    /** The nodes themselves, where they are listed. */
    @WithName("static")
    StaticNodes fixed();

    /** The Consul agent, where one is asked. */
    ConsulConfig consul();

    /** The nodes of each tier: {@code halley.discovery.static}. */
    interface StaticNodes {
        /** Comets, each as name=host:port of its gRPC endpoint. */
        @Form(TextForm.NODE)
        Optional<List<String>> comets();

        /** Logics, each as name=host:port of its gRPC endpoint. */
        @Form(TextForm.NODE)
        Optional<List<String>> logics();

        /** Jobs, each as its name. */
        @Form(TextForm.NAME)
        Optional<List<String>> jobs();
    }
}
