package dev.halley.logic.http;

import dev.halley.logic.comets.Comets;
import dev.halley.logic.nodes.ClusterNodes;
import dev.halley.logic.nodes.ConnectAdvice;
import dev.halley.logic.nodes.NodeDirectory;
import dev.halley.logic.online.OnlineCounts;
import dev.halley.logic.push.CloseService;
import dev.halley.logic.push.PushService;
import dev.halley.logic.push.RoomChangeService;
import dev.halley.logic.reading.ReadPositions;
import dev.halley.logic.registry.SessionRegistry;
import dev.halley.logic.streams.StreamStore;

/**
 * What the routes ask. All of it thread-safe and without blocking.
 *
 * @param pushing what ends up in Kafka
 * @param sessions who is connected
 * @param nodes where to connect
 * @param streams what can be read again
 */
public record RestServices(Pushing pushing, Sessions sessions, Nodes nodes, Streams streams) {
    /**
     * What ends up in Kafka.
     *
     * @param push accepts pushes
     * @param close ends sessions
     * @param rooms lets sessions join and leave rooms
     */
    public record Pushing(PushService push, CloseService close, RoomChangeService rooms) {}

    /**
     * Who is connected.
     *
     * @param registry where sessions are
     * @param comets what comets know about them
     * @param online counts
     */
    public record Sessions(SessionRegistry registry, Comets comets, OnlineCounts online) {}

    /**
     * Where to connect.
     *
     * @param directory the comets there are
     * @param advice which of them to take
     * @param cluster the nodes of all tiers
     */
    public record Nodes(NodeDirectory directory, ConnectAdvice advice, ClusterNodes cluster) {}

    /**
     * What can be read again.
     *
     * @param store what streams hold
     * @param positions how far users have read it
     */
    public record Streams(StreamStore store, ReadPositions positions) {}
}
