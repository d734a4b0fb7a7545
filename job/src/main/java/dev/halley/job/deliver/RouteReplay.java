package dev.halley.job.deliver;

import dev.halley.job.lanes.JobFrames;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which comets have still to register their sessions' routes again, after Redis lost some. One that
 * was away meanwhile is asked when it attaches. Owned by one thread.
 */
final class RouteReplay {
    private final CometActions actions;
    private final Set<CometPeer> awaited = new HashSet<>();
    private final Set<CometPeer> asked = new HashSet<>();
    private @Nullable String word;
    private boolean running;

    RouteReplay(CometActions actions) {
        this.actions = actions;
    }

    void begin(String newWord, Collection<CometPeer> comets) {
        word = newWord;
        running = true;
        awaited.clear();
        asked.clear();
        for (CometPeer comet : comets) {
            if (comet.attached()) {
                ask(comet);
            } else if (comet.state() == PeerState.WAITING) {
                awaited.add(comet);
            }
        }
        endIfAllDone();
    }

    void attached(CometPeer comet) {
        if (word != null && !asked.contains(comet)) {
            ask(comet);
        }
    }

    // An answer may have been on the stream that broke: it is asked again when it is back. Until
    // then its sessions have no routes, and everyone there would be taken for offline.
    void detached(CometPeer comet) {
        if (awaited.contains(comet)) {
            asked.remove(comet);
        }
    }

    /** Nobody waits for this comet any more. Repeatable. */
    void gone(CometPeer comet) {
        asked.remove(comet);
        if (awaited.remove(comet)) {
            endIfAllDone();
        }
    }

    void replayed(CometPeer comet, String answeredWord) {
        if (answeredWord.equals(word) && awaited.remove(comet)) {
            endIfAllDone();
        }
    }

    private void ask(CometPeer comet) {
        asked.add(comet);
        awaited.add(comet);
        comet.send(JobFrames.replayRoutes(String.valueOf(word)));
    }

    private void endIfAllDone() {
        if (running && awaited.isEmpty()) {
            running = false;
            actions.routesReplayed();
        }
    }
}
