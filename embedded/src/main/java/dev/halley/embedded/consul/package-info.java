/** A real Consul agent, a server alone, as a child process. */
@NullMarked
package dev.halley.embedded.consul;

import org.jspecify.annotations.NullMarked;
