package dev.halley.testkit.leak;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class during which a Netty buffer was lost without being released. */
public final class LeakCheckExtension implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getRequiredTestClass().getEnclosingClass() != null) {
            return;
        }
        List<String> leaks = LeakRecorder.INSTANCE.takeLeaks();
        if (!leaks.isEmpty()) {
            throw new AssertionError("Netty buffers leaked: " + String.join("\n", leaks));
        }
    }
}
