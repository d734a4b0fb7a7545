package dev.halley.comet.bootstrap;

import dev.halley.comet.config.CometNodeConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.discovery.StaticDirectory;
import dev.halley.runtime.discovery.StaticDiscovery;
import dev.halley.runtime.lifecycle.Lifecycle;
import dev.halley.runtime.lifecycle.LifecycleState;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.rpc.GrpcServer;
import dev.halley.runtime.rpc.GrpcServerOptions;
import dev.halley.testkit.goim.GoimPacket;
import dev.halley.testkit.goim.RawTcpClient;
import dev.halley.testkit.goim.RawWebSocketClient;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A comet on free ports with a fake logic behind it. */
final class CometFixture implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(10);

    final FakeLogic logic = new FakeLogic();
    final FakeHistory history = new FakeHistory();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Lifecycle lifecycle = new Lifecycle("test");
    final StaticDirectory directory;
    final Discovery discovery;
    final CometNode node;
    private final GrpcServer logicServer;

    CometFixture(Map<String, String> settings) {
        this(settings, List.of());
    }

    CometFixture(Map<String, String> settings, List<NodeAddress> others) {
        this(settings, others, StaticDiscovery::new);
    }

    CometFixture(
            Map<String, String> settings,
            List<NodeAddress> others,
            Function<StaticDirectory, Discovery> discoveryOf) {
        logicServer =
                GrpcServer.start(GrpcServerOptions.at("127.0.0.1", 0), List.of(logic, history));
        List<NodeAddress> nodes = new ArrayList<>(others);
        nodes.add(NodeAddress.of(NodeTier.LOGIC, "logic-1", "127.0.0.1", logicServer.port()));
        directory = new StaticDirectory(nodes);
        discovery = discoveryOf.apply(directory);
        Map<String, String> all = new HashMap<>();
        all.put("halley.comet.tcp-port", "0");
        all.put("halley.comet.ws-port", "0");
        all.put("halley.comet.grpc.port", "0");
        all.put("halley.comet.event-loops", "2");
        all.put("halley.comet.upstream.report-interval", "100ms");
        all.putAll(settings);
        CometNodeConfig config = new ConfigLoader(Map.of()).load(CometNodeConfig.class, null, all);
        node =
                new CometNode(
                        config,
                        new NodeContext(
                                InstanceId.start("comet-1", Clock.systemUTC()),
                                discovery,
                                registry,
                                lifecycle,
                                Clock.systemUTC()));
    }

    CometFixture start() {
        lifecycle.become(LifecycleState.STARTING);
        node.start();
        lifecycle.become(LifecycleState.RUNNING);
        return this;
    }

    RawTcpClient tcp() throws IOException {
        return RawTcpClient.connect("127.0.0.1", node.ports().get("tcp"), LIMIT);
    }

    RawWebSocketClient ws() throws IOException {
        return RawWebSocketClient.connect("127.0.0.1", node.ports().get("ws"), "/sub", LIMIT);
    }

    /** A TCP client that has its AUTH reply. */
    RawTcpClient session(String room) throws IOException {
        RawTcpClient client = tcp();
        client.send(auth(1, "{\"mid\":7,\"room_id\":\"" + room + "\"}"));
        client.receive();
        return client;
    }

    static GoimPacket auth(int sequence, String token) {
        return GoimPacket.of(7, sequence, token);
    }

    double closes(String reason) {
        return registry.get("halley.comet.closes").tag("reason", reason).counter().count();
    }

    double count(String name) {
        Counter counter = registry.find(name).counter();
        return counter == null ? 0 : counter.count();
    }

    @Override
    public void close() {
        node.drainAndStop(Duration.ofMillis(500));
        logicServer.close();
        discovery.close();
    }
}
