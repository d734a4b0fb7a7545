package dev.halley.logic.bootstrap;

import dev.halley.logic.auth.Authentication;
import dev.halley.logic.config.LogicConfig;
import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.logic.http.RestServer;
import dev.halley.logic.http.RestServices;
import dev.halley.logic.nodes.ClusterNodes;
import dev.halley.logic.nodes.ConnectAdvice;
import dev.halley.logic.nodes.NodeDirectory;
import dev.halley.logic.online.OnlineCounts;
import dev.halley.logic.rpc.HistoryService;
import dev.halley.logic.rpc.PushApiService;
import dev.halley.logic.rpc.SessionParts;
import dev.halley.logic.rpc.SessionStreams;
import dev.halley.logic.rpc.SessionsService;
import dev.halley.logic.rpc.UpstreamService;
import dev.halley.runtime.lifecycle.NodeContext;
import io.grpc.BindableService;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/**
 * What a logic does, whoever asks for it.
 *
 * @param authentication who clients are
 * @param pushing what ends up in Kafka
 * @param registry who is connected, and where
 * @param counts how many are online
 * @param streams what can be read again, and how far it was read
 * @param nodes where clients may connect
 * @param cluster the nodes of all tiers
 */
record LogicServices(
        Authentication authentication,
        PushParts pushing,
        RegistryParts registry,
        OnlineCounts counts,
        StreamParts streams,
        NodeDirectory nodes,
        ClusterNodes cluster) {
    static LogicServices of(LogicNodeConfig config, NodeContext context, Backends backends) {
        RegistryParts registry = RegistryParts.of(config, context, backends);
        var counts = new OnlineCounts(config.app(), registry.online(), ForkJoinPool.commonPool());
        return new LogicServices(
                Authenticators.of(config.logic(), context.clock()),
                PushParts.of(config, context, backends, registry.sessions()),
                registry,
                counts,
                StreamParts.of(config, context, backends),
                new NodeDirectory(
                        context.discovery(), counts, registry.presence()::answers, context.clock()),
                new ClusterNodes(context.discovery(), registry.presence()));
    }

    /** What is served over gRPC. */
    List<BindableService> grpc(LogicNodeConfig config, NodeContext context, Backends backends) {
        LogicConfig logic = config.logic();
        var upstream = new UpstreamService(backends.kafka().upstream());
        var parts =
                new SessionParts(
                        authentication,
                        registry.sessions(),
                        registry.online(),
                        registry.comets(),
                        new SessionParts.Outgoing(
                                upstream, registry.events(), logic.sessions().renewalInterval()));
        return List.of(
                new SessionsService(
                        parts,
                        new SessionStreams(streams.store(), streams.positions()),
                        context.registry()),
                new HistoryService(streams.store(), streams.positions()),
                new PushApiService(pushing.pushes(), config.app()).traced());
    }

    /** The REST server, which does not listen yet. */
    RestServer rest(LogicNodeConfig config, NodeContext context) {
        LogicConfig logic = config.logic();
        var rest =
                new RestServices(
                        pushing.rest(),
                        new RestServices.Sessions(registry.sessions(), registry.comets(), counts),
                        new RestServices.Nodes(
                                nodes, new ConnectAdvice(logic.nodes(), nodes), cluster),
                        new RestServices.Streams(streams.store(), streams.positions()));
        return new RestServer(
                logic.http(), config.app(), logic.page().enabled(), rest, context.registry());
    }

    /** Begins what is done in the background. */
    void start() {
        registry.start();
    }

    /** Follows discovery no more. */
    void close() {
        authentication.close();
        nodes.close();
        cluster.close();
        registry.close();
    }
}
