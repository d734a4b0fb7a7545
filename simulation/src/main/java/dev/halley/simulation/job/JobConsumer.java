package dev.halley.simulation.job;

import dev.halley.job.record.LogId;
import dev.halley.job.record.PolledRecord;
import dev.halley.job.record.Position;
import dev.halley.simulation.around.Around;
import dev.halley.simulation.kafka.Entry;
import dev.halley.simulation.kafka.GroupMember;
import dev.halley.simulation.kafka.Partition;
import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Schedule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The thread that reads Kafka: polls, hands one batch at a time to the loop, commits. */
final class JobConsumer implements GroupMember {
    /** Most records of a partition that one poll returns. */
    static final int POLLED = 5;

    private static final long POLL_NANOS = 20 * Schedule.MS;
    private static final long COMMIT_NANOS = 200 * Schedule.MS;
    private static final long JOIN_NANOS = 300 * Schedule.MS;

    private final JobNode job;
    private final Around around;
    private final Map<LogId, Owned> owned = new LinkedHashMap<>();
    private final Deque<Runnable> commands = new ArrayDeque<>();
    private final Map<Partition, Runnable> opening = new LinkedHashMap<>();
    private final Map<LogId, Owned> onLoop = new LinkedHashMap<>();
    private final Deque<Partition> leaving = new ArrayDeque<>();
    private @Nullable Owned draining;
    private boolean handedOver;
    private long committedAtNanos;

    JobConsumer(JobNode job, Around around) {
        this.job = job;
        this.around = around;
    }

    void start() {
        around.group().join(this);
        poll();
    }

    boolean quiet() {
        for (Owned one : owned.values()) {
            if (one.committed != one.partition.end()) {
                return false;
            }
        }
        return !handedOver && draining == null;
    }

    @Override
    public String toString() {
        return "%s handed over, %s draining, %s".formatted(handedOver, draining, owned.values());
    }

    @Override
    public Life process() {
        return job.process();
    }

    private Schedule schedule() {
        return around.schedule();
    }

    private void poll() {
        schedule().after(process(), pause(), this::poll);
        if (draining != null) {
            return;
        }
        if (!leaving.isEmpty()) {
            giveAway(leaving.remove());
            return;
        }
        for (int left = commands.size(); left > 0; left--) {
            commands.remove().run();
        }
        opening.values().forEach(Runnable::run);
        opening.clear();
        handOn();
        if (schedule().nanos() - committedAtNanos >= COMMIT_NANOS) {
            committedAtNanos = schedule().nanos();
            owned.values().forEach(this::commit);
        }
    }

    private long pause() {
        return schedule().chance().between(POLL_NANOS / 2, POLL_NANOS * 3);
    }

    private void handOn() {
        if (handedOver) {
            return;
        }
        Map<LogId, List<PolledRecord>> batch = new LinkedHashMap<>();
        for (Owned one : owned.values()) {
            List<PolledRecord> read = one.full ? List.of() : read(one);
            if (!read.isEmpty()) {
                batch.put(one.partition.id(), read);
            }
        }
        if (!batch.isEmpty()) {
            handedOver = true;
            job.loop()
                    .execute(
                            () -> {
                                handedOver = false;
                                batch.forEach(job.pipelines()::polled);
                            });
        }
    }

    private List<PolledRecord> read(Owned one) {
        List<PolledRecord> read = new ArrayList<>();
        int most = schedule().chance().between(1, POLLED);
        for (Entry entry : one.partition.read(one.next, most)) {
            Position position = new Position(entry.leaderEpoch(), entry.offset());
            read.add(new PolledRecord(position, entry.record(), 100));
            one.next = entry.offset() + 1;
        }
        return read;
    }

    private boolean commit(Owned one) {
        long next = around.wiring().committed(one.committable, one.next);
        if (next == one.committed) {
            return true;
        }
        long from = one.partition.committed();
        boolean taken = around.group().commit(this, one.partition, next);
        if (taken) {
            schedule()
                    .history()
                    .add(() -> process() + " commits " + one.partition.id() + " " + next);
            for (long offset = from; offset < next; offset++) {
                around.ledger().committed(one.partition.entry(offset).record().getMessageId());
            }
            one.committed = next;
            one.committedTo = one.reached;
        }
        return taken;
    }

    @Override
    public void given(Partition partition, int generation) {
        opening.put(partition, () -> open(partition, generation));
    }

    private void open(Partition partition, int generation) {
        schedule().history().add(() -> process() + " owns " + partition.id() + " " + generation);
        Owned one = new Owned(partition);
        owned.put(partition.id(), one);
        long epoch = around.wiring().ownerEpoch(generation);
        job.loop()
                .execute(
                        () -> {
                            onLoop.put(partition.id(), one);
                            job.pipelines().assigned(partition.id(), epoch);
                        });
    }

    private void drop(LogId log) {
        job.loop()
                .execute(
                        () -> {
                            job.pipelines().dropped(log);
                            onLoop.remove(log);
                        });
    }

    @Override
    public void asked(Partition partition) {
        leaving.add(partition);
    }

    private void giveAway(Partition partition) {
        opening.remove(partition);
        Owned one = owned.get(partition.id());
        if (one == null) {
            around.group().returned(this, partition);
            return;
        }
        draining = one;
        job.loop().execute(() -> job.pipelines().drain(partition.id()));
        schedule().after(process(), around.limits().stallNanos() / 4, () -> finish(one));
    }

    /** Nothing of it is on its way any more. On the loop. */
    void drained(LogId log) {
        Owned one = draining;
        if (one != null && one.partition.id().equals(log)) {
            schedule().within(process(), POLL_NANOS, () -> finish(one));
        }
    }

    private void finish(Owned one) {
        if (draining != one) {
            return;
        }
        draining = null;
        if (owned.remove(one.partition.id(), one)) {
            commit(one);
            drop(one.partition.id());
            around.group().returned(this, one.partition);
        }
    }

    @Override
    public void evicted() {
        draining = null;
        leaving.clear();
        opening.clear();
        for (LogId log : List.copyOf(owned.keySet())) {
            drop(log);
        }
        owned.clear();
        schedule().within(process(), JOIN_NANOS, () -> around.group().join(this));
    }

    void pause(LogId log) {
        commands.add(() -> full(log, true));
    }

    void resume(LogId log) {
        commands.add(() -> full(log, false));
    }

    private void full(LogId log, boolean full) {
        Owned one = owned.get(log);
        if (one != null) {
            one.full = full;
        }
    }

    /** Says up to where each partition is committed. On the loop. */
    void committed(BiConsumer<LogId, Position> receiver) {
        onLoop.forEach((log, one) -> receiver.accept(log, one.committedTo));
    }

    void committable(LogId log, Position next) {
        Owned one = onLoop.get(log);
        if (one != null) {
            one.committable = next.offset();
            one.reached = next;
        }
    }

    void proveOwnership(LogId log, Runnable proved) {
        commands.add(() -> prove(log, proved));
    }

    private void prove(LogId log, Runnable proved) {
        Owned one = owned.get(log);
        if (one == null) {
            return;
        }
        if (around.group().commit(this, one.partition, one.partition.committed())) {
            job.loop().execute(proved);
        } else {
            proveOwnership(log, proved);
        }
    }

    private static final class Owned {
        private final Partition partition;
        private long next;
        private long committable;
        private long committed;
        private boolean full;
        private Position reached;
        private Position committedTo;

        Owned(Partition partition) {
            this.partition = partition;
            this.next = partition.committed();
            this.committable = next;
            this.committed = next;
            this.reached = new Position(-1, next);
            this.committedTo = reached;
        }

        @Override
        public String toString() {
            return "%s read %d committable %d committed %d"
                    .formatted(partition, next, committable, committed);
        }
    }
}
