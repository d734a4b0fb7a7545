package dev.halley.simulation.comet;

import dev.halley.api.comet.Delivery;
import dev.halley.comet.contract.DeliveryReader;
import dev.halley.comet.contract.ReceivedPart;
import dev.halley.comet.fanout.ShardWakes;
import dev.halley.comet.fanout.Shards;
import dev.halley.comet.fanout.inbox.LocalDelivery;
import dev.halley.comet.fanout.inbox.Receipt;
import dev.halley.comet.streams.RecentMessages;
import dev.halley.comet.streams.StreamReads;
import dev.halley.comet.streams.StreamSources;
import dev.halley.comet.writing.FanoutConfig;
import dev.halley.comet.writing.FanoutMetrics;
import dev.halley.comet.writing.FanoutSetup;
import dev.halley.comet.writing.StreamMetrics;
import dev.halley.simulation.around.Around;
import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Schedule;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The real shards of a comet, on simulated loops, in simulated time. */
final class Fanout {
    private static final int SHARDS = 2;
    private static final int RECENT_BYTES = 100_000;
    private static final int SLOW_IN = 16;
    private static final Clock CLOCK =
            Clock.fixed(Instant.ofEpochMilli(1_800_000_000_000L), ZoneOffset.UTC);

    private final Around around;
    private final List<SimulatedLoop> loops = new ArrayList<>();
    private final Shards shards;
    private final ShardWakes wakes;
    private long spentNanos;

    Fanout(Around around, Life process, StreamReads reads) {
        this.around = around;
        for (int i = 0; i < SHARDS; i++) {
            loops.add(new SimulatedLoop(around.schedule(), process));
        }
        CompositeMeterRegistry nobodyLooks = new CompositeMeterRegistry();
        this.shards =
                new Shards(
                        loops,
                        new FanoutSetup(
                                FanoutConfig.DEFAULT,
                                new FanoutMetrics(nobodyLooks),
                                new StreamMetrics(nobodyLooks),
                                new UnpooledByteBufAllocator(false, true),
                                this::nanos,
                                CLOCK,
                                new StreamSources(
                                        new RecentMessages(RECENT_BYTES),
                                        reads,
                                        around.wiring().tips())));
        this.wakes = shards.wakes();
    }

    // Now and then what runs takes its time, so that the next drain waits.
    private long nanos() {
        if (around.schedule().chance().oneIn(SLOW_IN)) {
            spentNanos += around.schedule().chance().between(1, 10) * Schedule.MS;
        }
        return around.schedule().nanos() + spentNanos;
    }

    Shards shards() {
        return shards;
    }

    boolean quiet() {
        return shards.inboxDepth() == 0 && loops.stream().allMatch(SimulatedLoop::idle);
    }

    /** Hands the parts of a record to the shards; {@code done} runs when all are dealt with. */
    void dispatch(List<Delivery> parts, Runnable done) {
        Receipt receipt = new Whole(done);
        List<LocalDelivery> deliveries = new ArrayList<>();
        for (Delivery part : parts) {
            boolean judged = around.wiring().judgesHoles();
            Delivery shown = judged ? part : Messages.withoutPlaces(part);
            DeliveryReader.read(new ReceivedPart(shown, 0), receipt).ifPresent(deliveries::add);
        }
        shards.dispatch(deliveries, receipt, wakes);
    }

    /** A frame is taken in: shards that have got something of it are woken. */
    void wake() {
        wakes.wake();
    }

    private static final class Whole extends Receipt {
        private final Runnable done;

        Whole(Runnable done) {
            this.done = done;
        }

        @Override
        protected void finished() {
            done.run();
        }

        @Override
        protected void progressed(long sessionsDone) {
            // Nothing here goes at a speed.
        }
    }
}
