package dev.halley.job.rpc;

import dev.halley.job.loop.JobLoop;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.rpc.GrpcChannels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A link to each comet that discovery shows, or has shown until it is forgotten. On the loop. */
public final class CometLinks {
    private final String ownInstance;
    private final JobLoop loop;
    private final CometEvents events;
    private final GrpcChannels channels;
    private final Map<String, CometLink> links = new HashMap<>();

    /**
     * No links yet.
     *
     * @param ownInstance what this job calls itself to comets
     */
    public CometLinks(String ownInstance, JobLoop loop, CometEvents events, GrpcChannels channels) {
        this.ownInstance = ownInstance;
        this.loop = loop;
        this.events = events;
        this.channels = channels;
    }

    /** Dials what is new or has moved. What is no longer shown keeps its link until forgotten. */
    public void shown(List<NodeAddress> comets) {
        for (NodeAddress comet : comets) {
            CometLink present = links.get(comet.name());
            if (present != null && isSamePlace(present.address(), comet)) {
                comet.instance().ifPresent(present::shown);
                continue;
            }
            forgotten(comet.name());
            CometLink link =
                    new CometLink(comet, ownInstance, loop, events, channels.toNode(comet));
            links.put(comet.name(), link);
            link.dial();
        }
    }

    private static boolean isSamePlace(NodeAddress one, NodeAddress other) {
        return one.host().equals(other.host()) && one.port() == other.port();
    }

    /** Ends the link to a comet, if there is one. */
    public void forgotten(String node) {
        CometLink link = links.remove(node);
        if (link != null) {
            link.close();
        }
    }

    /** Ends all links. */
    public void close() {
        links.values().forEach(CometLink::close);
        links.clear();
    }
}
