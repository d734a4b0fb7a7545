package dev.halley.testkit.leak;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakTracker;
import org.jspecify.annotations.Nullable;

/** A detector of Netty that hands its finds to the recorder as well. */
final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {
    private final LeakRecorder recorder;

    RecordingLeakDetector(LeakRecorder recorder, Class<?> resource, int samplingInterval) {
        super(resource, samplingInterval);
        this.recorder = recorder;
    }

    @Override
    public @Nullable ResourceLeakTracker<T> track(T resource) {
        recorder.tracked();
        return super.track(resource);
    }

    /** Tracks an object for a moment: that makes the detector read its queue. */
    @SuppressWarnings("unchecked")
    void lookAtCollected() {
        T probe = (T) new Object();
        ResourceLeakTracker<T> tracker = super.track(probe);
        if (tracker != null) {
            tracker.close(probe);
        }
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        super.reportTracedLeak(resourceType, records);
        recorder.leaked(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        super.reportUntracedLeak(resourceType);
        recorder.leaked(resourceType);
    }
}
