package dev.halley.runtime.discovery.consul.client;

import dev.halley.runtime.discovery.SeenNode;
import java.math.BigInteger;
import java.util.List;

/**
 * What Consul says of a tier.
 *
 * @param index state of Consul that this is of
 * @param entries all entries that can be read, those included that fail their checks
 * @param unreadable how many cannot
 */
public record Answer(BigInteger index, List<SeenNode> entries, int unreadable) {
    /** Copies the entries. */
    public Answer {
        entries = List.copyOf(entries);
    }
}
