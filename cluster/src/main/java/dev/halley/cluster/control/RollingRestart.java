package dev.halley.cluster.control;

import dev.halley.cluster.plan.ClusterTier;
import dev.halley.cluster.plan.PlannedNode;
import java.util.List;
import java.util.function.Consumer;

/** One node after the other is stopped in order and started again. */
final class RollingRestart {
    private static final List<ClusterTier> ORDER =
            List.of(ClusterTier.LOGIC, ClusterTier.JOB, ClusterTier.COMET);

    private RollingRestart() {}

    static void run(ClusterWork work, Consumer<String> progress) {
        for (ClusterTier tier : ORDER) {
            for (PlannedNode node : work.state().plan().nodes(tier)) {
                String stopped =
                        work.runs(node)
                                ? "stopped in " + TimeText.of(work.stopInOrder(node))
                                : "did not run";
                String ready = TimeText.of(work.startAgain(node));
                progress.accept(node.name() + ": " + stopped + ", ready again in " + ready);
            }
        }
    }
}
