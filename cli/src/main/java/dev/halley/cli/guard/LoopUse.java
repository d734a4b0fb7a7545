package dev.halley.cli.guard;

import com.sun.management.ThreadMXBean;
import io.netty.channel.EventLoop;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutionException;

/**
 * What an event loop's thread has used.
 *
 * @param cpuNanos of CPU
 * @param allocatedBytes on the heap
 */
record LoopUse(long cpuNanos, long allocatedBytes) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Up to now. Blocks until the loop has answered. */
    static LoopUse of(EventLoop loop) throws InterruptedException {
        try {
            return loop.submit(LoopUse::here).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("guard: the loop does not answer", e);
        }
    }

    LoopUse since(LoopUse before) {
        return new LoopUse(cpuNanos - before.cpuNanos, allocatedBytes - before.allocatedBytes);
    }

    private static LoopUse here() {
        return new LoopUse(
                THREADS.getCurrentThreadCpuTime(),
                THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()));
    }
}
