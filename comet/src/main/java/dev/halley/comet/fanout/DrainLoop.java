package dev.halley.comet.fanout;

import dev.halley.comet.fanout.inbox.LocalDelivery;
import dev.halley.comet.fanout.inbox.ShardInbox;
import dev.halley.comet.fanout.joining.Joins;
import dev.halley.comet.fanout.order.PositionChecks;
import dev.halley.comet.fanout.pacing.DutyPacer;
import dev.halley.comet.fanout.pacing.PacedLane;
import dev.halley.comet.fanout.shared.DealtWith;
import dev.halley.comet.fanout.shared.DrainParts;
import dev.halley.comet.fanout.shared.OnLoop;
import dev.halley.comet.fanout.shared.ShardState;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.NodeRooms;
import dev.halley.comet.writing.FanoutSetup;
import dev.halley.comet.writing.FrameWriter;
import dev.halley.comet.writing.SlowConsumers;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a shard drains: it wakes for what is offered, waits as the pacer says, moves paced broadcasts
 * on, and looks after slow consumers. On the loop, except for {@link #offer} and {@link #depth}.
 */
final class DrainLoop {
    private static final Logger LOG = LoggerFactory.getLogger(DrainLoop.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** After so long a run lets the loop read, write direct pushes and take what came in. */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** What a slice may grow to, where what came in between took long. */
    private static final long LONGEST_SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final EventLoop loop;
    private final FanoutSetup setup;
    private final Drain drain;
    private final PacedLane paced;
    private final PositionChecks checks;
    private final SlowConsumers slow;
    private final DutyPacer pacer;
    private final long sweepNanos;
    private final ShardInbox inbox = new ShardInbox();
    private final AtomicInteger depth = new AtomicInteger();
    private final Deque<Runnable> deferred = new ArrayDeque<>();
    private boolean writing;
    private boolean drainScheduled;

    /** What the run that is under way has taken so far, and when its last slice ended. */
    private long busyNanos;

    private long sliceEndedNanos;

    private boolean tickScheduled;
    private boolean sweepScheduled;

    DrainLoop(EventLoop loop, ShardState state, NodeRooms node, FanoutSetup setup) {
        this.loop = loop;
        this.setup = setup;
        this.slow = new SlowConsumers(setup.config(), setup.metrics());
        DrainParts parts =
                new DrainParts(
                        state,
                        new FrameWriter(slow, setup.metrics()),
                        setup,
                        new DealtWith(setup.metrics(), setup.clock()),
                        onLoop());
        this.drain = new Drain(parts, node);
        this.checks = new PositionChecks(loop, drain.steps());
        slow.whenWritable(member -> drain.catchUps().goOn(member));
        this.paced = new PacedLane(state.lane(), state.sessions(), drain, setup.allocator());
        this.pacer = new DutyPacer(setup.config().duty(), setup.config().maxWait());
        this.sweepNanos = setup.config().slowConsumerLimit().toNanos() / 8;
    }

    /** True: {@link #wakeUp} is to be called for this and what is offered until then. Any thread. */
    boolean offer(LocalDelivery delivery) {
        depth.incrementAndGet();
        return inbox.offer(delivery);
    }

    /** Any thread. After the loop has shut down, what was offered is forgotten. */
    void wakeUp() {
        try {
            loop.execute(this::wake);
        } catch (RejectedExecutionException e) {
            // The node is stopping: no session is left that could get it.
            inbox.takeAll();
        }
    }

    /** Deliveries that are not dealt with yet. Any thread. */
    int depth() {
        return depth.get();
    }

    /** Sessions that cannot be written to. Any thread, a little late. */
    int lagging() {
        return slow.size();
    }

    /**
     * Runs a change of the member lists, at once or after the walk over them that it came out of:
     * a write may fail and close its session on the spot.
     */
    void change(Runnable change) {
        deferred.add(change);
        if (!writing) {
            settle();
        }
    }

    /** The session is gone: what waited for it is given back. */
    void ended(Member member) {
        drain.ended(member);
    }

    /** Joins and recoveries go on here. */
    Joins joins() {
        return drain.joins();
    }

    /** Compares streams with where they end. */
    PositionChecks checks() {
        return checks;
    }

    /** A session can be written to again. */
    void writable(Member member) {
        exclusively(() -> drain.catchUps().goOn(member));
    }

    private OnLoop onLoop() {
        return new OnLoop() {
            @Override
            public void resume(Runnable task) {
                execute(() -> exclusively(() -> runAndDrain(task)));
            }

            @Override
            public void exclusively(Runnable task) {
                if (writing) {
                    task.run();
                } else {
                    DrainLoop.this.exclusively(task);
                }
            }

            @Override
            public void change(Runnable task) {
                execute(() -> changeAndWake(task));
            }

            @Override
            public void changeAfter(Duration time, Runnable task) {
                later(() -> changeAndWake(task), time.toNanos());
            }
        };
    }

    private void changeAndWake(Runnable task) {
        change(task);
        wake();
    }

    private void runAndDrain(Runnable task) {
        task.run();
        // A gap may be all that there is to write.
        drain.flush();
        runWhenAllowed();
    }

    private void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("event loop has stopped");
        }
    }

    /** Gives back what is kept between two ticks. Broadcasts with a speed are not finished. */
    void stop() {
        paced.stop();
    }

    private void exclusively(Runnable writes) {
        writing = true;
        try {
            writes.run();
        } catch (RuntimeException | Error e) {
            // What it has not come to is not left behind.
            if (!drainScheduled && drain.hasPending()) {
                goOnSoon();
            }
            throw e;
        } finally {
            writing = false;
            settle();
        }
        scheduleSweep();
    }

    /** Runs the changes that had to wait, and sends what they wrote, out of which more may come. */
    private void settle() {
        do {
            for (Runnable change = deferred.poll(); change != null; change = deferred.poll()) {
                change.run();
            }
            writing = true;
            try {
                drain.flush();
            } finally {
                writing = false;
            }
        } while (!deferred.isEmpty());
        release();
    }

    private void takeAndRun() {
        drain.take(inbox.takeAll(), setup.nanos().getAsLong());
        release();
        runWhenAllowed();
    }

    private void runWhenAllowed() {
        if (drainScheduled || drain.isRunning()) {
            runQuiet(setup.nanos().getAsLong());
        }
        while (drain.hasPending() && !drainScheduled) {
            long now = setup.nanos().getAsLong();
            long wait = pacer.waitNanos(now);
            if (wait > 0) {
                drainScheduled = true;
                later(this::onPaced, wait);
                runQuiet(now);
            } else {
                run(now);
            }
        }
        tickWhenRunning();
    }

    private void runQuiet(long now) {
        drain.runQuiet(now, now + SLICE_NANOS);
    }

    private void run(long started) {
        boolean done = drain.run(started, started + slice(started));
        release();
        long ended = setup.nanos().getAsLong();
        sliceEndedNanos = ended;
        busyNanos += ended - started;
        if (done) {
            pacer.drained(ended - busyNanos, ended);
            setup.metrics().drained(busyNanos);
            busyNanos = 0;
        } else {
            goOnSoon();
        }
    }

    // As long as what came between took: a run shall have half of the loop, whatever else it does.
    private long slice(long started) {
        long between = busyNanos == 0 ? 0 : started - sliceEndedNanos;
        return Math.min(Math.max(SLICE_NANOS, between), LONGEST_SLICE_NANOS);
    }

    // A scheduled task, as it runs behind the sockets; one of the queue would go first.
    private void goOnSoon() {
        drainScheduled = true;
        later(this::onPaced, 0);
    }

    private void wake() {
        exclusively(this::takeAndRun);
    }

    private void onPaced() {
        drainScheduled = false;
        wake();
    }

    private void release() {
        depth.addAndGet(-drain.release());
    }

    private void tickWhenRunning() {
        if (tickScheduled || paced.isIdle() || !paced.advance(setup.nanos().getAsLong())) {
            return;
        }
        tickScheduled = true;
        later(this::tick, TICK_NANOS);
    }

    private void tick() {
        tickScheduled = false;
        wake();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it, and it cannot be cancelled
    private void later(Runnable task, long nanos) {
        loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    private void scheduleSweep() {
        if (!sweepScheduled && !slow.isEmpty()) {
            sweepScheduled = true;
            later(this::sweep, sweepNanos);
        }
    }

    private void sweep() {
        sweepScheduled = false;
        exclusively(() -> slow.sweep(setup.nanos().getAsLong()));
    }
}
