package dev.halley.benchmarks.jvm;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** One JVM, whose collections are listened to. Used by one thread; told of pauses by another. */
final class WatchedJvm implements AutoCloseable {

    private final JvmConnection connection;
    private final AtomicLong longestPauseMs = new AtomicLong();
    private final NotificationListener listener = this::collected;
    private JvmMoment begun;

    /** Begins to listen; blocks for up to some seconds. */
    WatchedJvm(long pid) throws IOException, JMException {
        connection = JvmConnection.to(pid);
        for (ObjectName collector : JvmMoment.pausing(connection.beans())) {
            connection.beans().addNotificationListener(collector, listener, null, null);
        }
        begun = JvmMoment.now(connection.beans());
    }

    /** What it does from now on is looked at. */
    void begin() throws IOException, JMException {
        longestPauseMs.set(0);
        begun = JvmMoment.now(connection.beans());
    }

    /** What it did since. */
    JvmUse end() throws IOException, JMException {
        JvmMoment now = JvmMoment.now(connection.beans());
        return new JvmUse(
                now.allocated().since(begun.allocated()),
                now.heapAfterGcKb(),
                now.pauses() - begun.pauses(),
                now.pausedMs() - begun.pausedMs(),
                longestPauseMs.get());
    }

    @Override
    public void close() {
        try {
            for (ObjectName collector : JvmMoment.pausing(connection.beans())) {
                connection.beans().removeNotificationListener(collector, listener);
            }
        } catch (IOException | JMException e) {
            // It went away, and its listeners with it.
        }
        connection.close();
    }

    private void collected(Notification notification, Object unused) {
        if (notification.getUserData() instanceof CompositeData data) {
            long ms = GarbageCollectionNotificationInfo.from(data).getGcInfo().getDuration();
            longestPauseMs.accumulateAndGet(ms, Math::max);
        }
    }
}
