package dev.halley.job.append;

import dev.halley.job.record.LogId;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import dev.halley.job.record.Position;
import dev.halley.job.retry.RetryPause;
import dev.halley.runtime.streams.Retention;
import dev.halley.runtime.streams.StreamName;
import dev.halley.runtime.streams.StreamPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Which appends go to Redis when. A state machine without threads, clocks or I/O, owned by one
 * thread. No append is ever given up: while Redis is away the partitions wait.
 *
 * <pre>{@code
 *   taken -> waits behind the others of its stream -> asked for -> answered -> record complete?
 *                              ^                          |
 *                              +--- pause, unchanged -----+ failed
 *                              +--- unchanged ------------+ not done: another head, or no such script
 *                              +--- proof, unchanged -----+ unproved: Redis has started again, or
 *                                                           this job stood still
 * }</pre>
 *
 * A stream has one request out at a time, with all that waited for it, bounded; the next goes after
 * its success. Streams do not wait for each other: a pause after a failure is for all of them, since
 * what failed was Redis.
 */
public final class StreamAppends {
    // No replication id begins so.
    private static final String STANDSTILL = "standstill-";

    private final AppendSettings settings;
    private final StreamPolicy policy;
    private final RecordStreams streams;
    private final AppendActions actions;
    private final IntSupplier newEpoch;
    private final Consumer<AppendIncident> tally;
    private final RememberedTips remembered;
    private final RetryPause pause;
    private final ArrayDeque<PendingRecord> taken = new ArrayDeque<>();
    private final Map<LogId, Map<AppendTarget, StreamQueue>> queues = new HashMap<>();
    private final Map<LogId, Position> committed = new HashMap<>();
    private final OwnershipProofs proofs;
    // Whether the proof that it is still ours is asked for.
    private final Map<LogId, Boolean> doubtful = new HashMap<>();
    private final Map<LogId, List<StreamQueue>> unproved = new HashMap<>();
    private final ArrayDeque<StreamQueue> ready = new ArrayDeque<>();
    private final Map<Long, StreamQueue> inFlight = new HashMap<>();
    private final List<PendingRecord> whollyAsked = new ArrayList<>();
    private long lastNumber;
    private long lastUntrusted;
    private int standstills;
    private boolean begun;
    private long nowNanos;
    private long nowMs;

    /**
     * Nothing to append yet.
     *
     * @param policy says which streams there are
     * @param newEpoch gives a random number above 0
     */
    public StreamAppends(
            AppendSettings settings,
            StreamPolicy policy,
            AppendActions actions,
            IntSupplier newEpoch,
            Consumer<AppendIncident> tally) {
        this.settings = settings;
        this.policy = policy;
        this.streams = new RecordStreams(policy);
        this.actions = actions;
        this.newEpoch = newEpoch;
        this.tally = tally;
        this.pause = new RetryPause(settings.firstRetryNanos(), settings.lastRetryNanos());
        this.proofs = new OwnershipProofs(tally);
        this.remembered = new RememberedTips(settings.rememberedTips(), tally);
    }

    /** Takes a record of a partition, in order. It is answered no sooner than at the next settling. */
    public void take(PendingRecord record) {
        taken.add(record);
    }

    /**
     * Ends a batch of events: asks what may be asked.
     *
     * @param monotonicNanos never goes back
     * @param wallMillis milliseconds since 1970
     */
    public void settle(long monotonicNanos, long wallMillis) {
        if (begun && isLong(monotonicNanos - nowNanos, wallMillis - nowMs)) {
            stoodStill();
        }
        begun = true;
        nowNanos = monotonicNanos;
        nowMs = wallMillis;
        while (!taken.isEmpty()) {
            begin(taken.remove());
        }
        boolean open = pause.over(nowNanos);
        List<AppendRequest> requests = new ArrayList<>();
        while (open && !ready.isEmpty() && inFlight.size() < settings.requestsInFlight()) {
            StreamQueue queue = ready.remove();
            if (doubtful.containsKey(queue.log())) {
                waitForOwnership(queue);
            } else {
                requests.add(next(queue));
            }
        }
        if (!requests.isEmpty()) {
            actions.append(requests);
            whollyAsked.forEach(actions::asked);
            whollyAsked.clear();
        }
    }

    // A machine that is suspended stops its monotonic clock too; its wall clock jumps, once it is
    // set. A jump back hides how long it was: it counts as long.
    private boolean isLong(long nanos, long millis) {
        return nanos > settings.trustNanos()
                || TimeUnit.MILLISECONDS.toNanos(Math.abs(millis)) > settings.trustNanos();
    }

    // Others may own the partitions by now. What was remembered before would prove a continuity
    // where there is none, should Redis have lost what they appended; and what is appended now, and
    // lost, would make their memory such a proof.
    private void stoodStill() {
        remembered.forgetAll();
        lastUntrusted = lastNumber;
        standstills++;
        queues.keySet().forEach(log -> doubtful.put(log, false));
        committed.keySet().forEach(log -> doubtful.put(log, false));
        tally.accept(AppendIncident.STOOD_STILL);
    }

    private void waitForOwnership(StreamQueue queue) {
        tally.accept(AppendIncident.UNPROVED);
        LogId log = queue.log();
        unproved.computeIfAbsent(log, any -> new ArrayList<>()).add(queue);
        if (Boolean.FALSE.equals(doubtful.put(log, true))) {
            actions.prove(log, STANDSTILL + standstills);
        }
    }

    private void begin(PendingRecord record) {
        List<StreamName> names = streams.of(record, nowMs);
        if (names.isEmpty()) {
            actions.appended(record, Places.NONE);
            return;
        }
        RecordAppends appends =
                new RecordAppends(record, RecordStreams.message(record), names.size());
        for (int i = 0; i < names.size(); i++) {
            String app = record.record().getApp();
            StreamQueue queue = queue(record.log(), new AppendTarget(app, names.get(i)));
            if (queue.isEmpty()) {
                ready.add(queue);
            }
            queue.add(appends, i);
        }
    }

    private StreamQueue queue(LogId log, AppendTarget target) {
        return queues.computeIfAbsent(log, any -> new HashMap<>())
                .computeIfAbsent(target, any -> new StreamQueue(log, target, terms(target)));
    }

    private AppendTerms terms(AppendTarget target) {
        Optional<Retention> retention = policy.of(target.name());
        return new AppendTerms(retention.orElseThrow(), policy.headTtl(), settings.positions());
    }

    private AppendRequest next(StreamQueue queue) {
        AppendMoment moment =
                new AppendMoment(
                        nowMs,
                        committed.getOrDefault(queue.log(), Position.NOTHING),
                        remembered.of(queue.log(), queue.target()),
                        newEpoch.getAsInt(),
                        proofs.of(queue.log()));
        AppendRequest request = queue.next(lastNumber + 1, settings, moment, whollyAsked::add);
        lastNumber = Math.max(lastNumber, request.number());
        inFlight.put(request.number(), queue);
        tally.accept(AppendIncident.REQUEST);
        return request;
    }

    /** Redis answered. An answer to a request of a partition that went meanwhile is ignored. */
    public void answered(AppendRequest request, AppendAnswer answer) {
        pause.succeeded();
        StreamQueue queue = inFlight.remove(request.number());
        if (queue == null) {
            return;
        }
        if (answer.unproved() != null) {
            remembered.onlyTip(queue.log(), queue.target());
            waitForProof(queue, answer.unproved());
            return;
        }
        count(answer);
        if (request.number() > lastUntrusted) {
            remembered.answered(queue.log(), queue.target(), answer.end());
        }
        for (RecordAppends complete : queue.answered(answer)) {
            actions.appended(complete.record(), complete.places());
        }
        if (queue.isEmpty()) {
            queues.getOrDefault(queue.log(), Map.of()).remove(queue.target());
        } else {
            ready.add(queue);
        }
    }

    // Should another job have appended meanwhile, and Redis have lost that, then what is remembered
    // here would prove a continuity that is none.
    private void waitForProof(StreamQueue queue, String master) {
        tally.accept(AppendIncident.UNPROVED);
        LogId log = queue.log();
        if (proofs.has(log, master)) {
            // Given while the request was on its way.
            ready.addFirst(queue);
            return;
        }
        unproved.computeIfAbsent(log, any -> new ArrayList<>()).add(queue);
        if (proofs.ask(log, master)) {
            actions.prove(log, master);
        }
    }

    /**
     * A commit that was begun after Redis had this replication id, or after this job stood still, has
     * shown that the partition is this job's.
     */
    public void proved(LogId log, String since) {
        if (!since.startsWith(STANDSTILL)) {
            proofs.given(log, since);
        } else if (since.equals(STANDSTILL + standstills)) {
            doubtful.remove(log);
        }
        List<StreamQueue> waiting = unproved.remove(log);
        if (waiting != null) {
            ready.addAll(waiting);
        }
    }

    private void count(AppendAnswer answer) {
        if (answer.epoch().begun()) {
            tally.accept(AppendIncident.EPOCH_BEGUN);
        }
        for (AppendResult result : answer.results()) {
            tally.accept(
                    switch (result.kind()) {
                        case APPENDED -> AppendIncident.APPENDED;
                        case SEEN -> AppendIncident.SEEN;
                        case REPEATED -> AppendIncident.REPEATED;
                        case TRIMMED -> AppendIncident.TRIMMED;
                    });
        }
    }

    /** Redis did not answer; whether it has done what was asked is not known. */
    public void failed(AppendRequest request) {
        putBack(request);
        tally.accept(AppendIncident.RETRY);
        pause.failed(nowNanos);
    }

    /** Nothing was done, and nothing is wrong: it goes again, as things stand by then. */
    public void again(AppendRequest request) {
        putBack(request);
    }

    private void putBack(AppendRequest request) {
        StreamQueue queue = inFlight.remove(request.number());
        if (queue != null) {
            remembered.onlyTip(queue.log(), queue.target());
            ready.addFirst(queue);
        }
    }

    /** Kafka will not send again what stands before this position. */
    public void committed(LogId log, Position next) {
        committed.put(log, next);
    }

    /** What is not dispatched of this partition is another's, or comes again. */
    public void givenBack(LogId log) {
        taken.removeIf(record -> record.log().equals(log));
        ready.removeIf(queue -> queue.log().equals(log));
        inFlight.values().removeIf(queue -> queue.log().equals(log));
        queues.remove(log);
        committed.remove(log);
        proofs.forget(log);
        doubtful.remove(log);
        unproved.remove(log);
        remembered.forget(log);
    }

    /** Streams that wait to be asked for, those that are being asked for not among them. */
    public int waiting() {
        return ready.size() + unproved.values().stream().mapToInt(List::size).sum();
    }
}
