package dev.halley.benchmarks.floor;

import dev.halley.benchmarks.floor.loop.DueTimes;
import dev.halley.benchmarks.live.LiveLine;
import dev.halley.benchmarks.live.Notes;
import dev.halley.benchmarks.process.ProcessSample;
import dev.halley.benchmarks.scenario.BenchException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts the floor, connects to it, lets it write, and reads what that took. Blocks meanwhile. */
final class FloorRun {

    private static final long CONNECT_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final double NANOS_PER_SECOND = 1e9;

    private final FloorSpec spec;
    private final Notes notes;

    FloorRun(FloorSpec spec, Notes notes) {
        this.spec = spec;
        this.notes = notes;
    }

    FloorResult run() throws BenchException, IOException, InterruptedException {
        try (FloorProcess process = new FloorProcess(spec.order())) {
            notes.accept("floor: " + spec.load().sessions() + " connections are being made");
            ProcessSample before = process.sample();
            long dialled = System.nanoTime();
            FloorClients clients = new FloorClients(spec, process.address());
            try {
                connect(process, clients);
                FloorResult.Connected connected =
                        new FloorResult.Connected(
                                process.flags(),
                                before,
                                process.sample(),
                                System.nanoTime() - dialled);
                Window window = write(process, clients);
                clients.close();
                return FloorResult.of(spec, connected, window, clients.ages());
            } finally {
                clients.close();
            }
        }
    }

    /**
     * What was measured between two moments.
     *
     * @param received messages that all connections got over the whole run
     * @param closed connections that ended early
     */
    record Window(FloorMoment from, FloorMoment to, long received, int closed) {}

    private void connect(FloorProcess process, FloorClients clients) throws BenchException {
        long limit = System.nanoTime() + CONNECT_LIMIT_NANOS;
        int all = spec.load().sessions();
        while (clients.open() < all || process.counts().connections() < all) {
            if (clients.lost() > 0 || System.nanoTime() - limit > 0) {
                throw new BenchException(
                        "floor: %d of %d connections could be made, %d failed"
                                .formatted(clients.open(), all, clients.lost()));
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private Window write(FloorProcess process, FloorClients clients) throws BenchException {
        DueTimes due = new DueTimes(System.nanoTime() + LEAD_NANOS, spec.load().rate());
        clients.schedule(due, spec.warmupMessages());
        process.start(due, spec.allMessages());
        notes.accept("floor: writing");
        LiveLine line =
                notes.live(
                        () ->
                                "floor: %d of %d deliveries"
                                        .formatted(deliveries(clients), spec.allDeliveries()));
        sleepUntil(due.of(spec.warmupMessages()));
        FloorMoment from = FloorMoment.now(process, clients);
        sleepUntil(due.of(spec.allMessages()));
        awaitBytes(clients);
        line.close();
        FloorMoment to = FloorMoment.now(process, clients);
        return new Window(from, to, deliveries(clients), clients.lost());
    }

    private long deliveries(FloorClients clients) {
        return clients.bytes() / spec.messageBytes();
    }

    private void awaitBytes(FloorClients clients) {
        long all = spec.allDeliveries() * spec.messageBytes();
        long still = (long) (spec.stillSeconds() * NANOS_PER_SECOND);
        long seen = clients.bytes();
        long since = System.nanoTime();
        while (seen < all && System.nanoTime() - since < still) {
            LockSupport.parkNanos(STEP_NANOS);
            if (clients.bytes() > seen) {
                seen = clients.bytes();
                since = System.nanoTime();
            }
        }
    }

    private static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
