package dev.halley.logic.http.v1;

import dev.halley.logic.config.NodesConfig;
import dev.halley.logic.http.answer.Answer;
import dev.halley.logic.http.request.Endpoints;
import dev.halley.logic.http.request.Exchange;
import dev.halley.logic.http.request.Parameters;
import dev.halley.logic.nodes.ClusterNodes;
import dev.halley.logic.nodes.ClusterNodes.StatedComet;
import dev.halley.logic.nodes.CometEntry;
import dev.halley.logic.nodes.ConnectAdvice;
import dev.halley.logic.nodes.ConnectAdvice.Advice;
import dev.halley.logic.nodes.NodeDirectory;
import dev.halley.logic.online.NodeCount;
import dev.halley.logic.online.Occupancy;
import dev.halley.logic.online.OnlineCounts;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code GET /v1/online}, {@code /v1/nodes}, {@code /v1/nodes/best}. */
public final class NodeRoutes {
    private final ConnectAdvice advice;
    private final NodeDirectory directory;
    private final ClusterNodes cluster;
    private final OnlineCounts online;

    /** Answers out of these. */
    public NodeRoutes(
            ConnectAdvice advice,
            NodeDirectory directory,
            ClusterNodes cluster,
            OnlineCounts online) {
        this.advice = advice;
        this.directory = directory;
        this.cluster = cluster;
        this.online = online;
    }

    /** Adds the routes. */
    public void mount(Endpoints endpoints) {
        endpoints.get("/v1/online", this::online);
        endpoints.get("/v1/nodes", this::nodes);
        endpoints.get("/v1/nodes/best", this::best);
    }

    private void online(Exchange exchange) {
        exchange.then(
                online.now(),
                now ->
                        exchange.answer(
                                Answer.json(
                                        200,
                                        new JsonObject()
                                                .put("sessions", now.sessions())
                                                .put("addresses", now.addresses())
                                                .put("rooms", now.rooms()))));
    }

    private void nodes(Exchange exchange) {
        exchange.then(
                directory.counts(), counts -> exchange.answer(Answer.json(200, nodes(counts))));
    }

    private JsonObject nodes(Occupancy counts) {
        JsonArray nodes = new JsonArray();
        cluster.comets().forEach(comet -> nodes.add(node(comet, counts)));
        JsonArray logics = new JsonArray();
        cluster.logics().forEach(logic -> logics.add(logic(logic)));
        JsonArray jobs = new JsonArray();
        cluster.jobs().forEach(job -> jobs.add(peer(job)));
        return new JsonObject().put("nodes", nodes).put("logics", logics).put("jobs", jobs);
    }

    private JsonObject node(StatedComet comet, Occupancy counts) {
        CometEntry node = comet.entry();
        NodeCount count = counts.node(node.name());
        return address(node)
                .put("instance", node.instance())
                .put("state", comet.state())
                .put("weight", node.weight())
                .put("sessions", count.sessions())
                .put("addresses", count.addresses())
                .put("version", node.version());
    }

    private static JsonObject logic(NodeAddress node) {
        String port = told(node, NodeMetadata.REST_PORT);
        boolean number = port.matches("[0-9]{1,5}");
        return peer(node)
                .put("grpc_port", node.port())
                .put("rest_port", number ? Integer.parseInt(port) : 0);
    }

    private static JsonObject peer(NodeAddress node) {
        return new JsonObject()
                .put("name", node.name())
                .put("instance", told(node, NodeMetadata.INSTANCE))
                .put("region", told(node, NodeMetadata.REGION))
                .put("zone", told(node, NodeMetadata.ZONE))
                .put("host", node.host())
                .put("version", told(node, NodeMetadata.VERSION));
    }

    private static String told(NodeAddress node, String key) {
        return node.metadata().getOrDefault(key, "");
    }

    private JsonObject address(CometEntry node) {
        return new JsonObject()
                .put("name", node.name())
                .put("region", node.region())
                .put("zone", node.zone())
                .put("host", node.host())
                .put("tcp_port", advice.tcpPort(node))
                .put("ws_port", advice.wsPort(node));
    }

    private void best(Exchange exchange) {
        Parameters query = exchange.query();
        String platform = query.first("platform").orElse("");
        String region = query.first("region").orElse("");
        exchange.then(
                advice.advise(platform, region),
                best -> exchange.answer(Answer.json(200, best(best))));
    }

    private JsonObject best(Advice best) {
        NodesConfig config = advice.config();
        NodesConfig.BackoffConfig backoff = config.backoff();
        JsonArray candidates = new JsonArray();
        best.nodes().forEach(node -> candidates.add(address(node)));
        return new JsonObject()
                .put("nodes", new JsonArray(best.hosts()))
                .put("domain", config.defaultDomain())
                .put("tcp_port", best.tcpPort())
                .put("ws_port", best.wsPort())
                .put("wss_port", config.wssPort())
                .put("candidates", candidates)
                .put("heartbeat_s", config.heartbeat().toSeconds())
                .put("heartbeat_max", config.heartbeatMax())
                .put(
                        "backoff",
                        new JsonObject()
                                .put("max_delay", backoff.maxDelay().toSeconds())
                                .put("base_delay", backoff.baseDelay().toSeconds())
                                .put("factor", backoff.factor())
                                .put("jitter", backoff.jitter()));
    }
}
