package dev.halley.job.rpc;

import dev.halley.api.comet.CometFrame;
import dev.halley.job.deliver.CometStream;

/** What comes from comets. Called on the loop's thread. */
public interface CometEvents {
    /** A frame came from the comet that discovery shows under this name. */
    void received(String node, CometStream stream, CometFrame frame);

    /** A stream broke, and not by our own doing. */
    void detached(CometStream stream);

    /** A comet ended its stream in order: it has no sessions any more. */
    void left(CometStream stream);
}
