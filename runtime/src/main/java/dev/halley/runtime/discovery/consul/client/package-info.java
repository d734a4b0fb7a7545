/** The calls to a Consul agent that discovery needs; the only package that knows its client. */
@NullMarked
package dev.halley.runtime.discovery.consul.client;

import org.jspecify.annotations.NullMarked;
