package dev.halley.logic.record;

import static java.util.Objects.requireNonNull;

import dev.halley.logic.errors.Causes;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.errors.KeyReusedException;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.idempotency.Fingerprint;
import dev.halley.logic.idempotency.IdempotencyKeys;
import dev.halley.logic.idempotency.KeyedPush;
import dev.halley.logic.ids.MessageIds;
import dev.halley.logic.kafka.Acknowledgement;
import dev.halley.logic.kafka.RecordLog;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.PushService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pushes into a {@link RecordLog}, all on the caller's thread up to the log's buffer. A push with an
 * idempotency key is bound to its message id before that, and goes on on the thread that brings the
 * answer: the first and every repeat of it are records with one id, and job counts them once.
 */
public final class LogPushService implements PushService {
    private static final long US_PER_S = 1_000_000;
    private static final int US_PER_MS = 1_000;
    private static final int NS_PER_US = 1_000;
    // Nothing longer is a trace context; the caller's mistake in it does not stop the push.
    private static final int TRACEPARENT_LENGTH = 128;
    // A repeat may come at the end of its key's life, and then wait in Kafka for a job.
    private static final Duration LATE = Duration.ofHours(1);

    private final RecordLog log;
    private final MessageIds ids;
    private final IdempotencyKeys keys;
    private final Clock clock;
    private final PushMetrics metrics;
    private final PushValidator validator;
    private final RecordSplitter splitter;

    /** Pushes into this log. */
    public LogPushService(
            PushLog log,
            IdempotencyKeys keys,
            PushLimits limits,
            PushMetrics metrics,
            Clock clock) {
        this.log = log.log();
        this.ids = log.ids();
        this.keys = requireNonNull(keys, "keys");
        this.splitter = new RecordSplitter(log.partitions());
        this.validator = new PushValidator(limits);
        this.metrics = requireNonNull(metrics, "metrics");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public CompletionStage<Long> push(PushCommand command) {
        if (command.idempotencyKey().isPresent()) {
            return identified(command).thenCompose(id -> append(command, id));
        }
        try {
            validator.check(command);
            return append(command, ids.next());
        } catch (InvalidPushException | UnavailableException e) {
            return failed(command, e);
        }
    }

    // All keys are bound at once, but each push is handed over behind those before it.
    @Override
    public List<CompletionStage<Long>> pushAll(List<PushCommand> commands) {
        List<CompletionStage<Long>> answers = new ArrayList<>(commands.size());
        CompletionStage<?> before = CompletableFuture.completedFuture(null);
        for (PushCommand command : commands) {
            CompletionStage<CompletionStage<Long>> handedOver =
                    before.thenCombine(identified(command), (done, id) -> append(command, id));
            answers.add(handedOver.thenCompose(Function.identity()));
            before = handedOver.exceptionally(refused -> CompletableFuture.completedFuture(0L));
        }
        return answers;
    }

    private CompletionStage<Long> identified(PushCommand command) {
        try {
            validator.check(command);
            long id = ids.next();
            Optional<String> key = command.idempotencyKey();
            if (key.isEmpty()) {
                return CompletableFuture.completedFuture(id);
            }
            return keys.bind(command.app(), key.get(), new KeyedPush(id, Fingerprint.of(command)))
                    .whenComplete((bound, failure) -> count(command, failure));
        } catch (InvalidPushException | UnavailableException e) {
            return failed(command, e);
        }
    }

    private void count(PushCommand command, @Nullable Throwable failure) {
        if (failure != null) {
            String result =
                    Causes.of(failure) instanceof KeyReusedException ? "key_reused" : "no_key";
            metrics.of(command.target().label()).failed(result);
        }
    }

    private CompletionStage<Long> failed(PushCommand command, RuntimeException why) {
        String result = why instanceof InvalidPushException ? "invalid" : "no_id";
        metrics.of(command.target().label()).failed(result);
        return CompletableFuture.failedFuture(why);
    }

    private CompletionStage<Long> append(PushCommand given, long id) {
        PushCommand command =
                given.traceparent().length() <= TRACEPARENT_LENGTH
                        ? given
                        : given.withTraceparent("");
        long nowUs = nowUs(clock);
        RecordSplitter.Stamp stamp =
                new RecordSplitter.Stamp(
                        id,
                        nowUs,
                        command.idempotencyKey().isPresent()
                                ? nowUs / US_PER_MS + keys.lifetime().plus(LATE).toMillis()
                                : 0);
        List<PartitionRecord> records = splitter.split(command, stamp);
        PendingAppend pending = new PendingAppend(id, metrics.of(command.target().label()));
        Acknowledgement all = pending.of(records.size());
        for (PartitionRecord record : records) {
            log.append(record.topic(), record.partition(), record.bytes(), all);
        }
        return pending;
    }

    static long nowUs(Clock clock) {
        Instant now = clock.instant();
        return now.getEpochSecond() * US_PER_S + now.getNano() / NS_PER_US;
    }
}
