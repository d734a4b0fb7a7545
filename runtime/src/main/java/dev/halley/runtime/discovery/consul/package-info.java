/** Discovery by a Consul agent; the only package that knows Consul. */
@NullMarked
package dev.halley.runtime.discovery.consul;

import org.jspecify.annotations.NullMarked;
