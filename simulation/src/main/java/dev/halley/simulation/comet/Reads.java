package dev.halley.simulation.comet;

import dev.halley.comet.streams.StreamKey;
import dev.halley.comet.streams.StreamPage;
import dev.halley.comet.streams.StreamReads;
import dev.halley.simulation.around.Limits;
import dev.halley.simulation.redis.RedisLine;
import dev.halley.simulation.redis.RedisServer;
import dev.halley.simulation.redis.StreamSlice;
import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Schedule;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads streams, as logic would for this comet. What fails is asked again after a pause until the
 * patience ends; then the page is unreadable.
 */
final class Reads implements StreamReads {
    private static final long PAUSE_NANOS = 200 * Schedule.MS;
    private static final long PATIENCE_NANOS = 10_000 * Schedule.MS;
    private static final long CATCH_UP_NANOS = 2 * PATIENCE_NANOS;

    private final Schedule schedule;
    private final Life comet;
    private final RedisLine redis;
    private final boolean streams;
    private final long tipPatience;

    Reads(Schedule schedule, Life comet, RedisLine redis, Limits limits) {
        this.schedule = schedule;
        this.comet = comet;
        this.redis = redis;
        this.streams = limits.streams();
        this.tipPatience = limits.tipPatienceNanos();
    }

    @Override
    public void read(StreamKey stream, long after, Consumer<StreamPage> done) {
        read(stream.name(), after, PATIENCE_NANOS, done);
    }

    @Override
    public void catchUp(StreamKey stream, long after, Consumer<StreamPage> done) {
        read(stream.name(), after, CATCH_UP_NANOS, done);
    }

    private void read(String stream, long after, long patience, Consumer<StreamPage> done) {
        ask(
                patience,
                server -> server.streams().read(stream, after, server.master()),
                slice -> done.accept(Messages.page(stream, slice)),
                () -> done.accept(StreamPage.UNREADABLE));
    }

    @Override
    public void tip(StreamKey stream, Consumer<StreamPage> done) {
        if (!streams) {
            done.accept(StreamPage.NO_STREAM);
            return;
        }
        ask(
                tipPatience,
                server -> server.streams().tip(stream.name(), server.master()),
                slice -> done.accept(Messages.page(stream.name(), slice)),
                () -> done.accept(StreamPage.UNREADABLE));
    }

    private void ask(
            long patience,
            Function<RedisServer, StreamSlice> command,
            Consumer<StreamSlice> answered,
            Runnable givenUp) {
        new Attempts(patience, command, answered, givenUp).run();
    }

    private final class Attempts implements Runnable {
        private final Function<RedisServer, StreamSlice> command;
        private final Consumer<StreamSlice> answered;
        private final Runnable givenUp;
        private final long untilNanos;

        Attempts(
                long patience,
                Function<RedisServer, StreamSlice> command,
                Consumer<StreamSlice> answered,
                Runnable givenUp) {
            this.command = command;
            this.answered = answered;
            this.givenUp = givenUp;
            this.untilNanos = schedule.nanos() + patience;
        }

        @Override
        public void run() {
            redis.ask(command, answered, this::failed);
        }

        private void failed() {
            if (schedule.nanos() < untilNanos) {
                schedule.after(comet, PAUSE_NANOS, this);
            } else {
                givenUp.run();
            }
        }
    }
}
