package dev.halley.jmh;

import dev.halley.api.kafka.Topics;
import dev.halley.api.record.Route;
import dev.halley.job.lanes.SessionColumns;
import dev.halley.job.record.FoundRoutes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From users to partitions in logic, and from their routes to each comet's sessions in job. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RoutingBenchmark {

    private static final int COMETS = 4;
    private static final int PARTITIONS = 64;

    /** Users of one push. */
    @Param({"1", "1000"})
    public int users;

    private final List<List<Route>> routes = new ArrayList<>();
    private int next;

    /** Made by JMH. */
    public RoutingBenchmark() {}

    /** One session for each user, over all comets. */
    @Setup
    public void fill() {
        for (int user = 0; user < users; user++) {
            routes.add(
                    List.of(
                            Route.newBuilder()
                                    .setInstance("comet-" + user % COMETS)
                                    .setSessionId(user + 1L)
                                    .setGeneration(1)
                                    .build()));
        }
    }

    /** The partition of a user. */
    @Benchmark
    public int partitionOfUser() {
        return Topics.ofUser("default", "user-" + (next++ & 0xfff), PARTITIONS);
    }

    /** The routes of a push's users, as Redis gave them, sorted by comet. */
    @Benchmark
    public Map<String, SessionColumns> byComet() {
        FoundRoutes found = FoundRoutes.of(routes);
        Map<String, SessionColumns> parts = new LinkedHashMap<>();
        for (int i = 0; i < found.routes().size(); i++) {
            Route route = found.routes().get(i);
            parts.computeIfAbsent(route.getInstance(), key -> new SessionColumns())
                    .add(route, null);
        }
        return parts;
    }
}
