package dev.halley.testkit.leak;

import java.util.List;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Watches a whole test run: installs the recorder before the first buffer, and ends the JVM with an
 * error if a leak is left that no test class was failed for (found by another engine's tests, say).
 * Found by the service loader; nothing has to be declared in a test.
 */
public final class LeakCheck implements TestExecutionListener {
    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        LeakRecorder.INSTANCE.install();
    }

    // A listener's exception is only logged, so nothing less would fail the build.
    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        List<String> leaks = LeakRecorder.INSTANCE.takeLeaks();
        if (!leaks.isEmpty()) {
            System.err.println("Netty buffers leaked: " + String.join("\n", leaks));
            Runtime.getRuntime().halt(1);
        }
    }
}
