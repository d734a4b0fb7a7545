package dev.halley.cli.guard;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a drain's loop used.
 *
 * @param cpuNanos CPU for each delivery
 * @param allocatedBytes heap for each delivery
 */
record DrainCost(double cpuNanos, double allocatedBytes) {

    /** The median of each. */
    static DrainCost median(List<DrainCost> costs) {
        return new DrainCost(
                median(costs, DrainCost::cpuNanos), median(costs, DrainCost::allocatedBytes));
    }

    private static double median(List<DrainCost> costs, ToDoubleFunction<DrainCost> what) {
        double[] values = costs.stream().mapToDouble(what).toArray();
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
