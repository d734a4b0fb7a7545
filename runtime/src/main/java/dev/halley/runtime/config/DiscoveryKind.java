package dev.halley.runtime.config;

/** How nodes find each other. */
public enum DiscoveryKind {
    /** By lists in the configuration. */
    STATIC,
    /** By a Consul agent. */
    CONSUL
}
