package dev.halley.logic.record;

import static java.util.Objects.requireNonNull;

import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.ids.MessageIds;
import dev.halley.logic.kafka.Acknowledgement;
import dev.halley.logic.kafka.RecordLog;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.PushService;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Pushes into a {@link RecordLog}, all on the caller's thread up to the log's buffer. */
public final class LogPushService implements PushService {
    private static final long US_PER_S = 1_000_000;
    private static final int NS_PER_US = 1_000;
    // Nothing longer is a trace context; the caller's mistake in it does not stop the push.
    private static final int TRACEPARENT_LENGTH = 128;

    private final RecordLog log;
    private final MessageIds ids;
    private final Clock clock;
    private final PushMetrics metrics;
    private final PushValidator validator;
    private final RecordSplitter splitter;

    /** Pushes into this log. */
    public LogPushService(PushLog log, PushLimits limits, PushMetrics metrics, Clock clock) {
        this.log = log.log();
        this.ids = log.ids();
        this.splitter = new RecordSplitter(log.partitions());
        this.validator = new PushValidator(limits);
        this.metrics = requireNonNull(metrics, "metrics");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public CompletionStage<Long> push(PushCommand command) {
        PushMetrics.Meters meters = metrics.of(command.target().label());
        try {
            validator.check(command);
            return append(traced(command), meters);
        } catch (InvalidPushException e) {
            meters.failed("invalid");
            return CompletableFuture.failedFuture(e);
        } catch (UnavailableException e) {
            meters.failed("no_id");
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Long> append(PushCommand command, PushMetrics.Meters meters) {
        long id = ids.next();
        List<PartitionRecord> records = splitter.split(command, id, nowUs(clock));
        PendingAppend pending = new PendingAppend(id, meters);
        Acknowledgement all = pending.of(records.size());
        for (PartitionRecord record : records) {
            log.append(record.topic(), record.partition(), record.bytes(), all);
        }
        return pending;
    }

    private static PushCommand traced(PushCommand command) {
        if (command.traceparent().length() <= TRACEPARENT_LENGTH) {
            return command;
        }
        return new PushCommand(
                command.app(),
                command.operation(),
                command.payload(),
                command.target(),
                command.ttlSeconds(),
                "");
    }

    static long nowUs(Clock clock) {
        Instant now = clock.instant();
        return now.getEpochSecond() * US_PER_S + now.getNano() / NS_PER_US;
    }
}
