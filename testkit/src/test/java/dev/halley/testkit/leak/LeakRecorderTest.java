package dev.halley.testkit.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.netty.util.ResourceLeakTracker;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LeakRecorderTest {
    private final ResourceLeakDetector<Object> detector =
            ResourceLeakDetectorFactory.instance().newResourceLeakDetector(Object.class);

    @Test
    void findsWhatWasLostWithoutBeingReleased() {
        loseOne();

        List<String> leaks = LeakRecorder.INSTANCE.takeLeaks();

        assertEquals(1, leaks.size());
        assertTrue(leaks.get(0).startsWith("Object"), leaks.get(0));
    }

    @Test
    void findsNothingWhenAllWasReleased() {
        Object resource = new Object();
        ResourceLeakTracker<Object> tracker = detector.track(resource);
        tracker.close(resource);

        assertEquals(List.of(), LeakRecorder.INSTANCE.takeLeaks());
    }

    // In a method of its own, so that no local variable keeps the object alive.
    private void loseOne() {
        detector.track(new Object());
    }
}
