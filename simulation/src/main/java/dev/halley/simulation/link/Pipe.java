package dev.halley.simulation.link;

import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Schedule;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of a connection. What is sent comes in order, after a delay; when it is cut, what is
 * under way is lost. The receiver may stop reading.
 */
public final class Pipe {
    private static final int MOST_AT_ONCE = 6;

    private final Schedule schedule;
    private final Life receiver;
    private final long longestNanos;
    private final Deque<Runnable> underWay = new ArrayDeque<>();
    private Runnable onRead = () -> {};
    private boolean cut;
    private boolean stopped;
    private boolean scheduled;

    Pipe(Schedule schedule, Life receiver, long longestNanos) {
        this.schedule = schedule;
        this.receiver = receiver;
        this.longestNanos = longestNanos;
    }

    /** Sends something, given as what the receiver does with it. Lost once the pipe is cut. */
    public void send(Runnable arrival) {
        if (!cut) {
            underWay.add(arrival);
            goOn();
        }
    }

    /** How much is sent and not received. */
    public int size() {
        return underWay.size();
    }

    /** Runs whenever something was received. */
    public void onRead(Runnable action) {
        onRead = action;
    }

    /** The receiver reads no more for now. */
    public void stopReading() {
        stopped = true;
    }

    /** The receiver reads on. */
    public void readOn() {
        stopped = false;
        goOn();
    }

    void cut() {
        cut = true;
        underWay.clear();
    }

    private void goOn() {
        if (!scheduled && !stopped && !underWay.isEmpty()) {
            scheduled = true;
            schedule.within(receiver, longestNanos, this::arrive);
        }
    }

    private void arrive() {
        scheduled = false;
        int most = schedule.chance().between(1, MOST_AT_ONCE);
        for (int i = 0; i < most && !stopped && !underWay.isEmpty(); i++) {
            underWay.remove().run();
        }
        onRead.run();
        goOn();
    }
}
