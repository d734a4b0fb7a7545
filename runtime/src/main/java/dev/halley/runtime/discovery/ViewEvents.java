package dev.halley.runtime.discovery;

import java.util.Set;

/** What a {@link DiscoveryView} tells besides its nodes. Called during its own calls. */
public interface ViewEvents {
    /**
     * Most nodes vanished at once, and are kept.
     *
     * @param absent their names
     * @param known how many nodes the view has, with them
     */
    void froze(Set<String> absent, int known);

    /**
     * The view follows the registry again.
     *
     * @param gone names that did not come back in time and are removed; empty when all did
     */
    void thawed(Set<String> gone);
}
