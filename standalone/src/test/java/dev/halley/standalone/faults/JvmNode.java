package dev.halley.standalone.faults;

import dev.halley.job.bootstrap.JobNode;
import dev.halley.runtime.discovery.StaticDirectory;
import dev.halley.runtime.discovery.StaticDiscovery;
import dev.halley.runtime.lifecycle.Lifecycle;
import dev.halley.runtime.lifecycle.LifecycleState;
import dev.halley.runtime.lifecycle.Node;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.node.InstanceId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** One node among several in this JVM, with metrics and a view of discovery of its own. */
final class JvmNode {
    private final Lifecycle lifecycle;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StaticDiscovery discovery;
    private final Node node;

    JvmNode(String name, StaticDirectory directory, Function<NodeContext, Node> factory) {
        lifecycle = new Lifecycle(name);
        discovery = new StaticDiscovery(directory);
        Clock clock = Clock.systemUTC();
        node =
                factory.apply(
                        new NodeContext(
                                InstanceId.start(name, clock),
                                discovery,
                                registry,
                                lifecycle,
                                clock));
        lifecycle.become(LifecycleState.STARTING);
        node.start();
        lifecycle.become(LifecycleState.RUNNING);
    }

    Map<String, String> whyNotReady() {
        return lifecycle.whyNotReady();
    }

    int port(String what) {
        return node.ports().get(what);
    }

    /** The sum of a counter over the values of its labels. */
    double count(String meter) {
        return registry.find(meter).counters().stream().mapToDouble(Counter::count).sum();
    }

    /** The counter of one node. */
    double count(String meter, String ofNode) {
        Counter counter = registry.find(meter).tag("node", ofNode).counter();
        return counter == null ? 0 : counter.count();
    }

    void stop(Duration limit) {
        lifecycle.become(LifecycleState.DRAINING);
        node.drainAndStop(limit);
        discovery.close();
    }

    void abandon() {
        ((JobNode) node).abandon();
        discovery.close();
    }
}
