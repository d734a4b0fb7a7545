package dev.halley.testkit.leak;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;

/** Makes the detectors that record. */
final class RecordingLeakDetectorFactory extends ResourceLeakDetectorFactory {
    private final LeakRecorder recorder;

    RecordingLeakDetectorFactory(LeakRecorder recorder) {
        this.recorder = recorder;
    }

    // The one abstract method, with a bound that no detector has any more.
    @Deprecated
    @Override
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
            Class<T> resource, int samplingInterval, long maxActive) {
        RecordingLeakDetector<T> detector =
                new RecordingLeakDetector<>(recorder, resource, samplingInterval);
        recorder.add(detector);
        return detector;
    }
}
