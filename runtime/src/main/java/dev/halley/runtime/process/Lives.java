package dev.halley.runtime.process;

import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeTier;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The id of a life that begins. */
final class Lives {
    private static final Logger LOG = LoggerFactory.getLogger(Lives.class);

    private Lives() {}

    /**
     * Later than any life of the node that discovery remembers, even when the clock says otherwise:
     * an id that is not later would be taken for that of a life that is over. Blocks as {@link
     * Discovery#lastLife} does.
     */
    static InstanceId begin(Discovery discovery, NodeTier tier, String name, Clock clock) {
        InstanceId now = InstanceId.start(name, clock);
        Optional<InstanceId> last = discovery.lastLife(tier, name);
        if (last.isEmpty() || now.supersedes(last.get())) {
            return now;
        }
        LOG.atWarn()
                .addKeyValue("node", name)
                .addKeyValue("now", Instant.ofEpochMilli(now.startedAtMs()))
                .addKeyValue("last", Instant.ofEpochMilli(last.get().startedAtMs()))
                .log("this node has started later than now, by its clock; is it set right?");
        return new InstanceId(name, last.get().startedAtMs() + 1);
    }
}
