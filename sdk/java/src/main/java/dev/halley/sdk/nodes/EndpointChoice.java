package dev.halley.sdk.nodes;

import dev.halley.sdk.Endpoint;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of several comets a client dials: one that failed is left for the others, until one of them
 * worked or all have failed. Not for several threads.
 */
public final class EndpointChoice {

    private final Set<Endpoint> failed = new HashSet<>();
    private @Nullable Endpoint present;

    /** Nothing has failed yet. */
    public EndpointChoice() {}

    /** The endpoint to dial: the first that has not failed, else the first; empty: there is none. */
    public Optional<Endpoint> choose(List<Endpoint> endpoints) {
        if (failed.containsAll(endpoints)) {
            failed.clear();
        }
        Optional<Endpoint> chosen =
                endpoints.stream().filter(endpoint -> !failed.contains(endpoint)).findFirst();
        present = chosen.orElse(null);
        return chosen;
    }

    /** The one that was chosen last has let the client in. */
    public void worked() {
        failed.clear();
    }

    /** The one that was chosen last was refused, or is lost. */
    public void failed() {
        if (present != null) {
            failed.add(present);
            present = null;
        }
    }
}
