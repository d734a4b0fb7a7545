package dev.halley.testkit.leak;

import io.netty.util.ResourceLeakDetectorFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Collects what Netty's leak detectors find. One for the whole JVM, because the detectors are: Netty
 * holds them in static fields, made when its buffer classes load.
 */
final class LeakRecorder {
    static final LeakRecorder INSTANCE = new LeakRecorder();

    private static final long GC_WAIT_MS = 2_000;

    private final List<RecordingLeakDetector<?>> detectors = new CopyOnWriteArrayList<>();
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
    private final AtomicLong tracked = new AtomicLong();
    private final AtomicLong trackedAtLastCheck = new AtomicLong();

    private LeakRecorder() {}

    /** Takes Netty's place; must come before the first buffer. */
    void install() {
        if (!(ResourceLeakDetectorFactory.instance() instanceof RecordingLeakDetectorFactory)) {
            ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(
                    new RecordingLeakDetectorFactory(this));
        }
    }

    void add(RecordingLeakDetector<?> detector) {
        detectors.add(detector);
    }

    void tracked() {
        tracked.incrementAndGet();
    }

    void leaked(String leak) {
        leaks.add(leak);
    }

    /** Leaks found since the last call. Runs the collector if any buffer was used since then. */
    List<String> takeLeaks() {
        long now = tracked.get();
        if (trackedAtLastCheck.getAndSet(now) != now) {
            // The objects of one collection are queued in no order, but before those of the next.
            collectGarbage();
            collectGarbage();
            detectors.forEach(RecordingLeakDetector::lookAtCollected);
        }
        List<String> found = new ArrayList<>();
        for (String leak = leaks.poll(); leak != null; leak = leaks.poll()) {
            found.add(leak);
        }
        return found;
    }

    /** Returns when an object that was lost just now was found and queued. */
    private static void collectGarbage() {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        PhantomReference<Object> lost = new PhantomReference<>(new Object(), queue);
        System.gc();
        try {
            queue.remove(GC_WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lost.clear();
    }
}
