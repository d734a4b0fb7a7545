package dev.halley.job.consume;

import dev.halley.job.record.LogId;
import dev.halley.job.record.PolledRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records on a thread of its own, because Kafka's consumer blocks and belongs to one thread.
 * Parses them there, hands them on in batches, and commits what the pipelines say is finished.
 */
public final class RecordConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(RecordConsumer.class);
    private static final Duration POLL = Duration.ofMillis(100);

    /** While partitions are paused, commands to go on must not wait for a long poll. */
    private static final Duration SHORT_POLL = Duration.ofMillis(10);

    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(3);

    private enum Ending {
        NOT_YET,
        DRAIN,
        ABANDON
    }

    private final ConsumerSettings settings;
    private final KafkaConsumer<byte[], byte[]> kafka;
    private final Intake intake;
    private final Consumer<ConsumeIncident> tally;
    private final Commits commits;
    private final Assignment assignment;
    private final GroupContact contact;
    private final ReadFailure failure = new ReadFailure();
    private final RecordParser parser = new RecordParser();
    private final ReadPace pace;
    private final Thread thread;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Set<TopicPartition> full = new HashSet<>();
    private final List<Proof> proofs = new ArrayList<>();
    private volatile Ending ending = Ending.NOT_YET;
    private volatile Duration drainLimit = Duration.ZERO;
    private volatile Map<String, Long> lag = Map.of();
    private long committedAtNanos = System.nanoTime();

    /** A consumer that is not started yet. */
    public RecordConsumer(
            ConsumerSettings settings, Intake intake, Consumer<ConsumeIncident> tally) {
        this.settings = settings;
        this.pace = new ReadPace(settings.readGap().toNanos());
        this.intake = intake;
        this.tally = tally;
        this.kafka = KafkaConsumers.create(settings);
        this.commits = new Commits(kafka, tally);
        this.assignment = new Assignment(kafka, settings, intake, commits, tally);
        this.contact = new GroupContact(kafka, ConsumerSettings.sessionTimeout(settings.kafka()));
        this.thread = new Thread(this::run, "job-consumer");
        thread.setDaemon(true);
    }

    /** Joins the group and reads. Kafka being away is waited for. */
    public void start() {
        thread.start();
    }

    /** Reads no more of a partition. From any thread. */
    public void pause(LogId log) {
        commands.add(() -> pause(new TopicPartition(log.topic(), log.partition())));
    }

    private void pause(TopicPartition partition) {
        if (assignment.owned(partition) != null) {
            full.add(partition);
            kafka.pause(List.of(partition));
        }
    }

    /** Reads a partition again. From any thread. */
    public void resume(LogId log) {
        commands.add(() -> resume(new TopicPartition(log.topic(), log.partition())));
    }

    private void resume(TopicPartition partition) {
        if (full.remove(partition) && assignment.owned(partition) != null) {
            kafka.resume(List.of(partition));
        }
    }

    /** Proves by a commit that a partition is ours, and says so to the intake. From any thread. */
    public void proveOwnership(LogId log) {
        proveOwnership(log, () -> intake.ownershipProved(log));
    }

    /**
     * Proves by a commit begun from now on that a partition is ours; then, on the thread that
     * consumes, runs this. From any thread.
     */
    public void proveOwnership(LogId log, Runnable proved) {
        commands.add(() -> proofs.add(new Proof(log, proved)));
    }

    // One commit for all that wait, since Kafka judges by the job's generation. When it fails they
    // wait for the next turn, so that reading goes on.
    private void prove() {
        proofs.removeIf(proof -> owned(proof.log()) == null);
        Map<Proof, OwnedPartition> waiting = new HashMap<>();
        for (Proof proof : proofs) {
            OwnedPartition owned = owned(proof.log());
            if (owned != null) {
                waiting.put(proof, owned);
            }
        }
        if (!waiting.isEmpty() && commits.proves(Set.copyOf(waiting.values()))) {
            proofs.clear();
            waiting.keySet().forEach(proof -> proof.proved().run());
        }
    }

    private @Nullable OwnedPartition owned(LogId log) {
        OwnedPartition owned = assignment.owned(new TopicPartition(log.topic(), log.partition()));
        return owned != null && owned.log().equals(log) ? owned : null;
    }

    private record Proof(LogId log, Runnable proved) {}

    /** Records not read yet, by topic, as of the last second. From any thread. */
    public Map<String, Long> lag() {
        return lag;
    }

    /** Why records cannot be read now; empty when they can. From any thread. */
    public Optional<String> whyNotReady() {
        return failure.why().or(() -> contact.whyNot(assignment.joinedAtNanos()));
    }

    /**
     * Stops reading, lets finish what is on its way, commits, leaves the group. Blocks.
     *
     * @param limit how long what is on its way may take
     */
    public void drainAndStop(Duration limit) {
        drainLimit = limit;
        end(Ending.DRAIN, limit.plus(LEAVE_LIMIT).plus(LEAVE_LIMIT));
    }

    /** Stops without a commit and without leaving the group, as a killed process does. Blocks. */
    public void abandon() {
        end(Ending.ABANDON, LEAVE_LIMIT);
    }

    private void end(Ending how, Duration limit) {
        if (ending == Ending.NOT_YET) {
            ending = how;
        }
        if (thread.getState() == Thread.State.NEW) {
            kafka.close(CloseOptions.timeout(Duration.ZERO));
            return;
        }
        try {
            thread.join(limit.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(LEAVE_LIMIT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        kafka.subscribe(settings.topics(), assignment);
        try {
            while (ending == Ending.NOT_YET) {
                turn();
            }
        } catch (InterruptedException e) {
            ending = Ending.ABANDON;
        } finally {
            leave();
        }
    }

    private void turn() throws InterruptedException {
        try {
            // First the gap: a partition that is full by then is not read once more.
            leaveGap();
            runCommands();
            prove();
            assignment.openGiven();
            full.removeIf(partition -> assignment.owned(partition) == null);
            ConsumerRecords<byte[], byte[]> read = kafka.poll(full.isEmpty() ? POLL : SHORT_POLL);
            pace.read(read.count(), System.nanoTime());
            handOn(read);
            failure.over();
            commitIfDue();
        } catch (org.apache.kafka.common.errors.InterruptException e) {
            throw new InterruptedException();
        } catch (KafkaException e) {
            tally.accept(ConsumeIncident.POLL_FAILED);
            TimeUnit.NANOSECONDS.sleep(failure.failed(e).toNanos());
        }
    }

    private void leaveGap() throws InterruptedException {
        long wait = pace.waitNanos(System.nanoTime());
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }

    private void runCommands() {
        int waiting = commands.size();
        for (int i = 0; i < waiting; i++) {
            commands.remove().run();
        }
    }

    private void handOn(ConsumerRecords<byte[], byte[]> read) throws InterruptedException {
        if (read.isEmpty()) {
            return;
        }
        Map<LogId, List<PolledRecord>> batch = new HashMap<>();
        for (TopicPartition partition : read.partitions()) {
            OwnedPartition owned = assignment.owned(partition);
            if (owned != null) {
                batch.put(owned.log(), parse(read.records(partition)));
            }
        }
        intake.polled(batch);
    }

    private List<PolledRecord> parse(List<ConsumerRecord<byte[], byte[]>> raw) {
        List<PolledRecord> records = new ArrayList<>(raw.size());
        for (ConsumerRecord<byte[], byte[]> one : raw) {
            records.add(parser.parse(one));
        }
        return records;
    }

    private void commitIfDue() {
        long now = System.nanoTime();
        if (now - committedAtNanos >= settings.commitEvery().toNanos()) {
            committedAtNanos = now;
            commits.begin(assignment.owned());
            lag = assignment.lag();
        }
    }

    private void leave() {
        boolean drained = ending == Ending.DRAIN;
        try {
            if (drained) {
                List<TopicPartition> all =
                        assignment.owned().stream().map(OwnedPartition::partition).toList();
                assignment.giveAway(all, drainLimit);
            }
            kafka.close(
                    CloseOptions.timeout(drained ? LEAVE_LIMIT : Duration.ZERO)
                            .withGroupMembershipOperation(
                                    drained
                                            ? GroupMembershipOperation.LEAVE_GROUP
                                            : GroupMembershipOperation.REMAIN_IN_GROUP));
        } catch (KafkaException e) {
            LOG.atDebug().setCause(e).log("consumer not closed in order");
        }
    }
}
