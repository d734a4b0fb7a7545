package dev.halley.job.pipeline;

import dev.halley.api.comet.JobFrame;
import dev.halley.job.deliver.CometStream;
import dev.halley.job.support.Records;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;

/**
 * CPU that the pipelines spend on a room's push, its acknowledgement included, in clusters of
 * several sizes: the room has members on one comet, the others have rooms of their own. Run without
 * arguments; prints nanoseconds a push.
 */
final class AudienceBenchmark {
    private static final int PUSHES = 300_000;
    private static final int ROUNDS = 4;
    private static final String ROOM = "live://1";
    private static final String FIRST = "comet-0@000000001";

    private final World world = new World(10_000, Long.MAX_VALUE);
    private final CountingStream stream = new CountingStream();

    private AudienceBenchmark(int comets) {
        world.pipelines.assigned(World.LOG, 5);
        world.shown(
                IntStream.range(0, comets)
                        .mapToObj(AudienceBenchmark::instance)
                        .toArray(String[]::new));
        world.attach(stream, FIRST, ROOM);
        for (int i = 1; i < comets; i++) {
            world.attach(new CountingStream(), instance(i), "live://" + (i + 1));
        }
    }

    public static void main(String[] args) {
        for (int round = 0; round < ROUNDS; round++) {
            for (int comets : new int[] {1, 4, 16, 64}) {
                long nanos = new AudienceBenchmark(comets).run();
                System.out.printf(
                        "round %d: %2d comets: %5d ns a push%n", round, comets, nanos / PUSHES);
            }
        }
    }

    private long run() {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < PUSHES; i++) {
            world.poll(Records.toRoom(i, ROOM, "payload"));
            world.finish(stream, FIRST, 1, i);
        }
        long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        if (stream.deliveries != PUSHES || world.committable() != PUSHES) {
            throw new IllegalStateException("delivered: " + stream.deliveries);
        }
        return took;
    }

    private static String instance(int comet) {
        return "comet-" + comet + "@000000001";
    }

    /** Takes everything and keeps nothing. */
    private static final class CountingStream implements CometStream {
        private int deliveries;

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public void send(JobFrame frame) {
            deliveries += frame.getDeliveries().getDeliveriesCount();
            if (frame.hasDelivery()) {
                deliveries++;
            }
        }

        @Override
        public void breakOff(String reason) {
            throw new IllegalStateException(reason);
        }
    }
}
