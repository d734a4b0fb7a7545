/** Discovery by a Consul agent: registration, names, and a watch for each tier. */
@NullMarked
package dev.halley.runtime.discovery.consul;

import org.jspecify.annotations.NullMarked;
