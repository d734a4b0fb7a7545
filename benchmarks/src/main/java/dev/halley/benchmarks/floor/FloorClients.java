package dev.halley.benchmarks.floor;

import dev.halley.benchmarks.floor.loop.DueTimes;
import dev.halley.benchmarks.measure.Percentiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** The connections that the floor writes to, spread over threads. Used by one thread. */
final class FloorClients {

    private final List<CountingLoop> loops = new ArrayList<>();

    FloorClients(FloorSpec spec, InetSocketAddress address) throws IOException {
        int all = spec.load().sessions();
        for (int i = 0; i < spec.loops(); i++) {
            int share = all / spec.loops() + (i < all % spec.loops() ? 1 : 0);
            loops.add(new CountingLoop("bench-count-" + i, address, share, spec.messageBytes()));
        }
        loops.forEach(CountingLoop::start);
    }

    void schedule(DueTimes due, long firstMeasured) {
        loops.forEach(loop -> loop.schedule(due, firstMeasured));
    }

    int open() {
        return (int) sum(CountingLoop::open);
    }

    int lost() {
        return (int) sum(CountingLoop::lost);
    }

    long bytes() {
        return sum(CountingLoop::bytes);
    }

    long reads() {
        return sum(CountingLoop::reads);
    }

    long cpuNanos() {
        return sum(CountingLoop::cpuNanos);
    }

    /** From due to arrival, of the sampled connections; once closed. */
    Percentiles ages() {
        Histogram sum = new Histogram(loops.get(0).agesUs());
        loops.forEach(loop -> sum.add(loop.agesUs()));
        return Percentiles.ofMicros(sum);
    }

    /** Closes all connections and waits for the threads. */
    void close() throws InterruptedException {
        for (CountingLoop loop : loops) {
            loop.stopAndJoin();
        }
    }

    private long sum(ToLongFunction<CountingLoop> what) {
        return loops.stream().mapToLong(what).sum();
    }
}
