package dev.halley.simulation.comet;

import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Mailbox;
import dev.halley.simulation.schedule.Schedule;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** An event loop of a comet in simulated time. Runs what shards give it; has no channels. */
final class SimulatedLoop extends AbstractScheduledEventExecutor implements EventLoop {
    private static final long LATE_NANOS = 10 * Schedule.MS;

    private final Schedule schedule;
    private final Life process;
    private final Mailbox mailbox;

    SimulatedLoop(Schedule schedule, Life process) {
        this.schedule = schedule;
        this.process = process;
        this.mailbox = new Mailbox(schedule, process, LATE_NANOS, Runnable::run);
    }

    boolean idle() {
        return mailbox.idle();
    }

    @Override
    public void execute(Runnable task) {
        mailbox.execute(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        schedule.after(process, unit.toNanos(delay), () -> mailbox.execute(this::runDue));
        return super.schedule(() -> guarded(task), delay, unit);
    }

    // A future keeps what its task throws.
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            schedule.fail(e);
        }
    }

    private void runDue() {
        for (Runnable due = pollScheduledTask(getCurrentTimeNanos());
                due != null;
                due = pollScheduledTask(getCurrentTimeNanos())) {
            due.run();
        }
    }

    @Override
    @SuppressWarnings("deprecation") // what takes its place is to sleep as well
    protected long getCurrentTimeNanos() {
        return schedule.nanos();
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return true;
    }

    @Override
    public EventLoopGroup parent() {
        return this;
    }

    @Override
    public EventLoop next() {
        return this;
    }

    @Override
    public ChannelFuture register(Channel channel) {
        throw hasNoChannels();
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        throw hasNoChannels();
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        throw hasNoChannels();
    }

    private static UnsupportedOperationException hasNoChannels() {
        return new UnsupportedOperationException("a simulated loop has no channels");
    }

    @Override
    public boolean isShuttingDown() {
        return false;
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }

    @Override
    @Deprecated
    public void shutdown() {
        throw new UnsupportedOperationException("a simulated loop dies with its process");
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException("a simulated loop dies with its process");
    }

    @Override
    public Future<?> terminationFuture() {
        throw new UnsupportedOperationException("a simulated loop dies with its process");
    }
}
