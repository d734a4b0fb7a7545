package dev.halley.cluster.control;

import dev.halley.cluster.ClusterException;
import dev.halley.cluster.plan.NodeSettings;
import dev.halley.cluster.plan.PlannedNode;
import dev.halley.cluster.plan.YamlText;
import dev.halley.cluster.process.Command;
import dev.halley.cluster.process.ProcessMark;
import dev.halley.cluster.process.ProcessTable;
import dev.halley.cluster.process.Spawner;
import dev.halley.cluster.state.Asked;
import dev.halley.cluster.state.ClusterFolder;
import dev.halley.cluster.state.ClusterState;
import dev.halley.cluster.state.NodeRecord;
import dev.halley.cluster.status.NodeProbe;
import dev.halley.cluster.status.NodeState;
import dev.halley.cluster.status.NodeStatus;
import dev.halley.cluster.store.StoreCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one command does to the nodes; every step is written down before the next. One thread. */
final class ClusterWork {
    private static final Duration READY_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(90);
    private static final Duration STORE_LIMIT = Duration.ofSeconds(5);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final ClusterFolder folder;
    private final NodeCommands commands;
    private final Spawner spawner;
    private ClusterState state;

    ClusterWork(ClusterFolder folder, NodeCommands commands, Spawner spawner, ClusterState state) {
        this.folder = folder;
        this.commands = commands;
        this.spawner = spawner;
        this.state = state;
    }

    ClusterState state() {
        return state;
    }

    NodeRecord record(PlannedNode node) {
        return state.node(node.name()).orElseThrow();
    }

    boolean runs(PlannedNode node) {
        return record(node).process().filter(ProcessTable::runs).isPresent();
    }

    NodeStatus status(PlannedNode node) {
        return new NodeProbe(folder).look(record(node));
    }

    /** Starts the process of a node that does not run; does not wait for it. */
    void launch(PlannedNode node) {
        if (runs(node)) {
            throw new ClusterException(node.name() + " runs already");
        }
        try {
            Files.createDirectories(folder.data(node.name()));
            ProcessMark mark = spawner.start(command(node), folder.log(node.name()));
            change(record(node).startedAs(mark));
            Files.writeString(folder.pid(node.name()), mark.pid() + "\n");
        } catch (IOException e) {
            throw new ClusterException("cannot use " + folder.path() + ": " + e, e);
        }
    }

    /**
     * Blocks until all of them are ready.
     *
     * @throws ClusterException if one ends, or is not ready in time, with the end of its log
     */
    void awaitReady(List<PlannedNode> nodes, Duration limit) {
        List<PlannedNode> missing = new ArrayList<>(nodes);
        Patience.await(
                () -> {
                    missing.removeIf(this::isReady);
                    return missing.isEmpty();
                },
                limit);
        if (!missing.isEmpty()) {
            throw notReady(status(missing.get(0)), limit);
        }
    }

    /** Starts a node that does not run, waits until it is ready, and tells how long that took. */
    Duration startAgain(PlannedNode node) {
        long begin = System.nanoTime();
        launch(node);
        awaitReady(List.of(node), READY_LIMIT);
        return Patience.since(begin);
    }

    /** Asks a node to stop, waits until it is gone, and tells how long that took. */
    Duration stopInOrder(PlannedNode node) {
        requireRuns(node);
        long begin = System.nanoTime();
        change(record(node).asked(Asked.STOP));
        signal(node, "TERM");
        if (!Patience.await(() -> !runs(node), STOP_LIMIT)) {
            throw new ClusterException(
                    "%s has not stopped within %d s; %s"
                            .formatted(
                                    node.name(),
                                    STOP_LIMIT.toSeconds(),
                                    LogEnd.of(folder.log(node.name()))));
        }
        return Patience.since(begin);
    }

    /** Kills a node with -9 and blocks until it is gone. */
    void kill(PlannedNode node) {
        requireRuns(node);
        change(record(node).asked(Asked.DIE));
        signal(node, "KILL");
        Patience.await(() -> !runs(node), KILL_LIMIT);
    }

    /** Halts a node's process. */
    void pause(PlannedNode node) {
        requireRuns(node);
        signal(node, "STOP");
    }

    /** Has a node's process go on. */
    void resume(PlannedNode node) {
        requireRuns(node);
        signal(node, "CONT");
    }

    /** Has all run and waits until they are ready, stores first; tells how long that took. */
    Duration repair() {
        long begin = System.nanoTime();
        state.plan().nodes().forEach(node -> signal(node, "CONT"));
        for (List<PlannedNode> part : List.of(state.plan().stores(), state.plan().tiers())) {
            part.stream().filter(node -> !runs(node)).forEach(this::launch);
            awaitReady(part, READY_LIMIT);
        }
        return Patience.since(begin);
    }

    /** Ends all nodes: first those that use the stores, which may finish their work, then these. */
    void endAll(Duration limit) {
        end(state.plan().tiers(), limit);
        Duration forStores = limit.compareTo(STORE_LIMIT) < 0 ? limit : STORE_LIMIT;
        end(state.plan().stores(), forStores);
    }

    // All at once; those that have not stopped after a while are killed.
    private void end(List<PlannedNode> nodes, Duration limit) {
        for (PlannedNode node : nodes) {
            change(record(node).asked(Asked.STOP));
            signal(node, "TERM");
            // One that is paused would not hear it.
            signal(node, "CONT");
        }
        Patience.await(() -> nodes.stream().noneMatch(this::runs), limit);
        nodes.forEach(node -> signal(node, "KILL"));
        Patience.await(() -> nodes.stream().noneMatch(this::runs), KILL_LIMIT);
    }

    private void requireRuns(PlannedNode node) {
        if (!runs(node)) {
            throw new ClusterException(node.name() + " does not run");
        }
    }

    private boolean isReady(PlannedNode node) {
        NodeStatus status = status(node);
        if (status.state() == NodeState.DEAD) {
            throw new ClusterException(
                    node.name()
                            + " ended before it was ready; "
                            + LogEnd.of(folder.log(node.name())));
        }
        return status.state() == NodeState.READY;
    }

    private ClusterException notReady(NodeStatus status, Duration limit) {
        String name = status.node().name();
        String why = status.why().isEmpty() ? "" : " (" + status.why() + ")";
        return new ClusterException(
                "%s is %s, not ready, after %d s%s; %s"
                        .formatted(
                                name,
                                status.state().label(),
                                limit.toSeconds(),
                                why,
                                LogEnd.of(folder.log(name))));
    }

    private Command command(PlannedNode node) throws IOException {
        if (!node.tier().halley()) {
            return new StoreCommands(state).of(node, folder.data(node.name()));
        }
        Files.writeString(
                folder.config(node.name()), YamlText.of(new NodeSettings(state.plan()).of(node)));
        return commands.tier(node.tier(), folder.config(node.name()));
    }

    private void signal(PlannedNode node, String signal) {
        record(node).process().ifPresent(mark -> ProcessTable.signal(mark, signal));
    }

    private void change(NodeRecord changed) {
        state = state.with(changed.node(), record -> changed);
        folder.state().write(state);
    }
}
