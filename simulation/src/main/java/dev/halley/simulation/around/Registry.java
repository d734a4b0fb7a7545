package dev.halley.simulation.around;

import dev.halley.runtime.discovery.SeenNode;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The registry: who has registered, who is told of it, and how late. */
public final class Registry {
    private final Schedule schedule;
    private final long lateNanos;
    private final Map<String, SeenNode> nodes = new LinkedHashMap<>();
    private final Map<Life, Watch> watches = new LinkedHashMap<>();

    /**
     * Nobody is there.
     *
     * @param lateNanos a change is told at most this late
     */
    public Registry(Schedule schedule, long lateNanos) {
        this.schedule = schedule;
        this.lateNanos = lateNanos;
    }

    private record Watch(NodeTier tier, Consumer<List<SeenNode>> told) {}

    /** A life registers, in place of the one before. */
    public void register(NodeTier tier, InstanceId life) {
        NodeAddress address =
                new NodeAddress(
                        tier,
                        life.name(),
                        "host",
                        1,
                        Map.of(NodeMetadata.INSTANCE, life.toString()));
        nodes.put(life.name(), new SeenNode(address, true));
        tell();
    }

    /** A life no longer passes its check. */
    public void fails(InstanceId life) {
        SeenNode node = nodes.get(life.name());
        if (node != null && node.address().instance().filter(life::equals).isPresent()) {
            nodes.put(life.name(), new SeenNode(node.address(), false));
            tell();
        }
    }

    /** Reads consistently, at a moment from now on. */
    public void read(Life reader, NodeTier tier, Consumer<List<SeenNode>> answer) {
        schedule.within(
                reader,
                lateNanos,
                () -> {
                    List<SeenNode> seen = of(tier);
                    answer.accept(seen);
                    watches.put(reader, new Watch(tier, answer));
                });
    }

    private List<SeenNode> of(NodeTier tier) {
        List<SeenNode> seen = new ArrayList<>();
        nodes.values().stream().filter(n -> n.address().tier() == tier).forEach(seen::add);
        return seen;
    }

    // What is told late is what is true then: a later answer never shows an earlier state.
    private void tell() {
        watches.keySet().removeIf(process -> !process.alive());
        watches.forEach(
                (process, watch) ->
                        schedule.within(
                                process, lateNanos, () -> watch.told().accept(of(watch.tier()))));
    }
}
