package dev.halley.benchmarks.floor.loop;

import com.sun.management.ThreadMXBean;
import dev.halley.benchmarks.floor.loop.FloorCounts.Ages;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Drains by the schedule until everything is written. All of it belongs to the event loop. */
final class FloorLoop {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long OLDEST_US = 300_000_000L;
    private static final int DIGITS = 3;
    private static final double P50 = 50;
    private static final double P99 = 99;
    private static final double P999 = 99.9;

    private final EventLoop loop;
    private final FrameBytes frames;
    private final FloorWriter writer;
    private final Histogram agesUs = new Histogram(OLDEST_US, DIGITS);
    private long drains;

    FloorLoop(EventLoop loop, FrameBytes frames, FloorWriter writer) {
        this.loop = loop;
        this.frames = frames;
        this.writer = writer;
    }

    /** Drains now, or waits until it may; goes on by itself. */
    @SuppressWarnings("FutureReturnValueIgnored") // the loop ends with its process
    void go(FloorSchedule schedule) {
        long started = System.nanoTime();
        int taken = schedule.take(started);
        if (taken > 0 && schedule.waitNanos(started) == 0) {
            drain(schedule, taken, started);
        }
        long wait = schedule.waitNanos(System.nanoTime());
        if (wait > 0) {
            loop.schedule(() -> go(schedule), wait, TimeUnit.NANOSECONDS);
        } else if (wait == 0) {
            // Not in a loop of its own: connections that could not take everything want to go on.
            loop.execute(() -> go(schedule));
        }
    }

    FloorCounts counts() {
        Thread here = Thread.currentThread();
        FloorCounts counts =
                new FloorCounts(
                        writer.size(),
                        drains,
                        writer.writes(),
                        writer.deliveries(),
                        writer.skipped(),
                        THREADS.getCurrentThreadCpuTime(),
                        THREADS.getThreadAllocatedBytes(here.getId()),
                        ages());
        agesUs.reset();
        return counts;
    }

    private void drain(FloorSchedule schedule, int taken, long started) {
        long first = schedule.next();
        writer.write(frames.of(taken, PooledByteBufAllocator.DEFAULT), taken);
        long ended = System.nanoTime();
        schedule.drained(taken, started, ended);
        drains++;
        for (long message = first; message < first + taken; message++) {
            long us = TimeUnit.NANOSECONDS.toMicros(ended - schedule.dueNanos(message));
            agesUs.recordValue(Math.max(0, Math.min(us, OLDEST_US)));
        }
    }

    private Ages ages() {
        return new Ages(
                Math.round(agesUs.getMean()),
                agesUs.getValueAtPercentile(P50),
                agesUs.getValueAtPercentile(P99),
                agesUs.getValueAtPercentile(P999),
                agesUs.getMaxValue());
    }
}
