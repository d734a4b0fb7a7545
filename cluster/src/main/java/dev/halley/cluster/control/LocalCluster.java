package dev.halley.cluster.control;

import dev.halley.cluster.ClusterException;
import dev.halley.cluster.plan.ClusterOptions;
import dev.halley.cluster.plan.ClusterPlan;
import dev.halley.cluster.plan.PlannedNode;
import dev.halley.cluster.process.ProcessTable;
import dev.halley.cluster.process.Spawner;
import dev.halley.cluster.state.ClusterFolder;
import dev.halley.cluster.state.ClusterState;
import dev.halley.cluster.state.NodeRecord;
import dev.halley.cluster.status.NodeProbe;
import dev.halley.cluster.status.NodeStatus;
import dev.halley.embedded.kafka.BrokerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A cluster of real processes on this machine that outlive whoever started them: what they are is in
 * a folder, and every method may be called from another process than the one before. Only one
 * command at a time changes a cluster. All methods block until what they do is done, and fail with a
 * {@link ClusterException} that says what is wrong.
 */
public final class LocalCluster {
    private static final Duration DOWN_LIMIT = Duration.ofSeconds(40);
    private static final Duration AT_ONCE = Duration.ZERO;

    private final ClusterFolder folder;
    private final NodeCommands commands;
    private final Consumer<String> progress;
    private final Spawner spawner = new Spawner();

    /**
     * The cluster of this folder; it need not be up.
     *
     * @param commands how nodes of Halley's own are started
     * @param progress is told what is being done, in a line for people
     */
    public LocalCluster(ClusterFolder folder, NodeCommands commands, Consumer<String> progress) {
        this.folder = folder;
        this.commands = commands;
        this.progress = progress;
    }

    /**
     * Starts everything and waits until all is ready. If anything is not, nothing is left running;
     * what the nodes printed stays.
     */
    public void up(ClusterOptions options) {
        folder.locked(
                () -> {
                    requireDown();
                    folder.create();
                    ClusterWork work = work(planned(options));
                    Thread undo = new Thread(() -> work.endAll(AT_ONCE), "cluster-undo");
                    Runtime.getRuntime().addShutdownHook(undo);
                    try {
                        Startup.run(work, progress);
                    } catch (RuntimeException e) {
                        work.endAll(AT_ONCE);
                        folder.forget();
                        throw e;
                    } finally {
                        Runtime.getRuntime().removeShutdownHook(undo);
                    }
                    return work;
                });
    }

    /** How every node is, in the order in which they start; empty if the cluster is not up. */
    public List<NodeStatus> status() {
        NodeProbe probe = new NodeProbe(folder);
        return folder.state().read().stream()
                .flatMap(state -> state.nodes().parallelStream())
                .map(probe::look)
                .toList();
    }

    /** The nodes and their ports, without a look at how they are. */
    public List<PlannedNode> nodes() {
        return state().plan().nodes();
    }

    /** Kills a node with -9. */
    public void kill(String name) {
        onNode(
                name,
                (work, node) -> {
                    work.kill(node);
                    return node;
                });
    }

    /**
     * Has a node finish its work and stop.
     *
     * @return how long that took
     */
    public Duration stop(String name) {
        return onNode(name, ClusterWork::stopInOrder);
    }

    /**
     * Starts a node that does not run, on the ports it had, and waits until it is ready.
     *
     * @return how long that took
     */
    public Duration start(String name) {
        return onNode(name, ClusterWork::startAgain);
    }

    /** Starts a node that does not run and does not wait for it. */
    public void launch(String name) {
        onNode(
                name,
                (work, node) -> {
                    work.launch(node);
                    return node;
                });
    }

    /** Halts a node's process, which keeps its connections and does nothing. */
    public void pause(String name) {
        onNode(
                name,
                (work, node) -> {
                    work.pause(node);
                    return node;
                });
    }

    /** Has a node go on that was paused. */
    public void resume(String name) {
        onNode(
                name,
                (work, node) -> {
                    work.resume(node);
                    return node;
                });
    }

    /**
     * Has everything go on that is paused, starts what does not run, and waits until all is ready.
     *
     * @return how long that took
     */
    public Duration repair() {
        return folder.locked(() -> work(state()).repair());
    }

    /** Stops and starts logics, then jobs, then comets, each when the one before is ready again. */
    public void restartRolling() {
        folder.locked(
                () -> {
                    ClusterWork work = work(state());
                    RollingRestart.run(work, progress);
                    return work;
                });
    }

    /**
     * Stops everything and forgets the cluster and its data; what the nodes printed stays until the
     * next one of this name. A process that only has the id of one of ours is left alone.
     *
     * @return whether there was anything to take down
     */
    public boolean down() {
        return folder.locked(
                () -> {
                    Optional<ClusterState> state = folder.state().read();
                    state.ifPresent(
                            found -> {
                                work(found).endAll(DOWN_LIMIT);
                                folder.forget();
                            });
                    return state.isPresent();
                });
    }

    /** The file with what a node prints. */
    public Path log(String name) {
        return folder.log(node(state(), name).name());
    }

    /** How a node's last process ended, if this object started it and it has. */
    public OptionalInt exitCode(String name) {
        return state().node(name)
                .flatMap(NodeRecord::process)
                .map(spawner::exitCode)
                .orElse(OptionalInt.empty());
    }

    private ClusterState planned(ClusterOptions options) {
        ClusterPlan plan = ClusterPlan.of(options, FreePorts.pool(folder.others()));
        ClusterState state = ClusterState.planned(plan, BrokerSettings.newClusterId());
        folder.state().write(state);
        return state;
    }

    // What nothing runs of any more, after the machine was started anew for instance, is replaced.
    private void requireDown() {
        Optional<ClusterState> before = folder.state().read();
        if (before.isPresent()
                && before.get().nodes().stream()
                        .flatMap(record -> record.process().stream())
                        .anyMatch(ProcessTable::runs)) {
            throw new ClusterException("cluster " + folder.name() + " is up already");
        }
    }

    private ClusterWork work(ClusterState state) {
        return new ClusterWork(folder, commands, spawner, state);
    }

    private ClusterState state() {
        return folder.state()
                .read()
                .orElseThrow(() -> new ClusterException("cluster " + folder.name() + " is not up"));
    }

    private static PlannedNode node(ClusterState state, String name) {
        return state.plan()
                .node(name)
                .orElseThrow(
                        () ->
                                new ClusterException(
                                        "node: %s (expected: one of %s)"
                                                .formatted(
                                                        name,
                                                        String.join(
                                                                ", ",
                                                                state.plan().nodes().stream()
                                                                        .map(PlannedNode::name)
                                                                        .toList()))));
    }

    private <T> T onNode(String name, BiFunction<ClusterWork, PlannedNode, T> step) {
        return folder.locked(
                () -> {
                    ClusterState state = state();
                    return step.apply(work(state), node(state, name));
                });
    }
}
