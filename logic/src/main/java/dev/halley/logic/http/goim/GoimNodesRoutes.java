package dev.halley.logic.http.goim;

import dev.halley.logic.config.NodesConfig;
import dev.halley.logic.http.request.Endpoints;
import dev.halley.logic.http.request.Exchange;
import dev.halley.logic.http.request.Parameters;
import dev.halley.logic.nodes.CometEntry;
import dev.halley.logic.nodes.ConnectAdvice;
import dev.halley.logic.nodes.ConnectAdvice.Advice;
import dev.halley.logic.nodes.NodeDirectory;
import dev.halley.logic.online.NodeCount;
import dev.halley.logic.online.Occupancy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** {@code GET /goim/nodes/*}: where to connect, and which comets there are, as goim answers it. */
public final class GoimNodesRoutes {
    private final ConnectAdvice advice;
    private final NodeDirectory directory;

    /** Answers out of these. */
    public GoimNodesRoutes(ConnectAdvice advice, NodeDirectory directory) {
        this.advice = advice;
        this.directory = directory;
    }

    /** Adds the routes. */
    public void mount(Endpoints endpoints) {
        endpoints.get("/goim/nodes/weighted", this::weighted);
        endpoints.get("/goim/nodes/instances", this::instances);
    }

    private void weighted(Exchange exchange) {
        Parameters query = exchange.query();
        String platform = query.first("platform").orElse("");
        String place = query.first("region").orElse("");
        exchange.then(
                advice.advise(platform, place),
                best -> exchange.answer(GoimAnswers.data(block(advice.config(), best))));
    }

    private static JsonObject block(NodesConfig config, Advice best) {
        NodesConfig.BackoffConfig backoff = config.backoff();
        return new JsonObject()
                .put("domain", config.defaultDomain())
                .put("tcp_port", best.tcpPort())
                .put("ws_port", best.wsPort())
                .put("wss_port", config.wssPort())
                .put("heartbeat", config.heartbeat().toSeconds())
                .put("nodes", new JsonArray(best.hosts()))
                .put(
                        "backoff",
                        new JsonObject()
                                .put("max_delay", backoff.maxDelay().toSeconds())
                                .put("base_delay", backoff.baseDelay().toSeconds())
                                .put("factor", backoff.factor())
                                .put("jitter", backoff.jitter()))
                .put("heartbeat_max", config.heartbeatMax());
    }

    private void instances(Exchange exchange) {
        exchange.then(directory.counts(), counts -> exchange.answer(GoimAnswers.data(all(counts))));
    }

    private JsonArray all(Occupancy counts) {
        NodeDirectory.View view = directory.view();
        JsonArray instances = new JsonArray();
        view.nodes().forEach(node -> instances.add(instance(node, view.since(), counts)));
        return instances;
    }

    // The fields of an instance in bilibili/discovery, which goim passes through.
    private static JsonObject instance(CometEntry node, Instant since, Occupancy counts) {
        NodeCount count = counts.node(node.name());
        JsonObject metadata = new JsonObject();
        node.address().metadata().forEach(metadata::put);
        metadata.put("weight", Integer.toString(node.weight()))
                .put("addrs", node.host())
                .put("conn_count", Integer.toString(count.sessions()))
                .put("ip_count", Integer.toString(count.addresses()))
                .put("offline", "false");
        long sinceNs = TimeUnit.SECONDS.toNanos(since.getEpochSecond()) + since.getNano();
        return new JsonObject()
                .put("region", node.region())
                .put("zone", node.zone())
                .put("env", "")
                .put("appid", "goim.comet")
                .put("hostname", node.name())
                .put("addrs", new JsonArray().add("grpc://" + node.address().hostAndPort()))
                .put("version", node.version())
                .put("latest_timestamp", sinceNs)
                .put("metadata", metadata);
    }
}
