package dev.halley.logic.kafka;

import static org.awaitility.Awaitility.await;

import dev.halley.logic.kafka.AppendFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Appends numbers to all partitions of a topic in turn, and keeps what became of each. */
final class NumberedAppends {
    static final String TOPIC = "halley-push";
    static final int PARTITIONS = 4;
    private static final long PAUSE_NANOS = 500_000;

    private final Queue<Append> all = new ConcurrentLinkedQueue<>();
    private final List<AtomicInteger> acceptedOf =
            IntStream.range(0, PARTITIONS).mapToObj(i -> new AtomicInteger()).toList();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final KafkaLog log;
    private final Thread thread = new Thread(this::run, "appends");

    NumberedAppends(KafkaLog log) {
        this.log = log;
    }

    void start() {
        thread.start();
    }

    private void run() {
        for (int i = 0; running.get(); i++) {
            Append append = new Append(i);
            all.add(append);
            byte[] value = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
            log.append(TOPIC, append.partition(), value, append);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Waits for as many more to be accepted, in every partition. */
    void awaitAccepted(int more) {
        List<Integer> before = acceptedOf.stream().map(AtomicInteger::get).toList();
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                IntStream.range(0, PARTITIONS)
                                        .allMatch(
                                                i ->
                                                        acceptedOf.get(i).get()
                                                                >= before.get(i) + more));
    }

    /** Appends no more, and waits for the answers of all. */
    List<Append> stop() {
        running.set(false);
        await().until(() -> !thread.isAlive() && all.stream().allMatch(Append::answered));
        return List.copyOf(all);
    }

    /** One of them. */
    final class Append implements Acknowledgement {
        private final int number;
        private final long begunNanos = System.nanoTime();
        private volatile long answeredNanos;
        private volatile boolean answered;
        private volatile @Nullable Kind failure;

        private Append(int number) {
            this.number = number;
        }

        @Override
        public void acknowledged() {
            answer();
            acceptedOf.get(partition()).incrementAndGet();
        }

        @Override
        public void failed(AppendFailure why) {
            failure = why.kind();
            answer();
        }

        private void answer() {
            answeredNanos = System.nanoTime();
            answered = true;
        }

        boolean answered() {
            return answered;
        }

        int number() {
            return number;
        }

        int partition() {
            return number % PARTITIONS;
        }

        boolean accepted() {
            return answered && failure == null;
        }

        @Nullable Kind failure() {
            return failure;
        }

        boolean begunWithin(long fromNanos, long toNanos) {
            return begunNanos - fromNanos >= 0 && begunNanos - toNanos < 0;
        }

        long tookNanos() {
            return answeredNanos - begunNanos;
        }
    }
}
