package dev.halley.comet.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.comet.rpc.TestJob;
import dev.halley.runtime.node.NodeTier;
import dev.halley.testkit.goim.RawTcpClient;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of a comet under load: each session at its own moment, with its messages until then. */
@Timeout(60)
class CometDrainIT {
    private static final int SESSIONS = 60;
    private static final int PARTS = 6;
    private static final Duration WINDOW = Duration.ofSeconds(3);

    private final List<Client> clients = new ArrayList<>();
    private CometFixture comet;
    private TestJob job;

    @BeforeEach
    void connect() throws IOException {
        comet = new CometFixture(Map.of("halley.comet.drain-window", "3s")).start();
        job = TestJob.attach(comet.node.ports().get("grpc"), TestJob.instance(1));
        job.open(1, 0, 1);
        for (int i = 0; i < SESSIONS; i++) {
            clients.add(new Client(comet.session("live://1")));
        }
    }

    @AfterEach
    void close() {
        clients.forEach(Client::close);
        job.close();
        comet.close();
    }

    @Test
    void endsSessionsEvenlyAndKeepsThemSuppliedUntilTheirEnd() {
        long startNanos = System.nanoTime();
        CompletableFuture<Void> drain = drain();
        int pushed = 0;
        while (!drain.isDone()) {
            pushed++;
            job.room(1, pushed, Integer.toString(pushed));
            job.awaitFinishedOrEnd(1, pushed);
        }
        drain.join();

        await().until(() -> clients.stream().allMatch(client -> client.closedAtNanos > 0));
        assertThat(histogram(startNanos)).allSatisfy(ended -> assertThat(ended).isBetween(4, 18));
        for (Client client : clients) {
            assertThat(client.received).isEqualTo(numbers(client.received.size()));
        }
        int longest = clients.stream().mapToInt(client -> client.received.size()).max().orElse(0);
        assertThat(longest).isBetween(pushed / 2, pushed);
        assertThat(comet.closes("draining")).isEqualTo(SESSIONS);
    }

    @Test
    void leavesDiscoveryFirstAndSaysGoodbyeToItsJobsLast() {
        CompletableFuture<Void> drain = drain();

        await().until(() -> !isShown());
        assertThat(drain).isNotDone();
        assertThat(comet.closes("draining")).isLessThan(SESSIONS);
        assertThat(job.awaitEnd().getCode()).isEqualTo(Status.Code.OK);
        assertThat(comet.closes("draining")).isEqualTo(SESSIONS);
        assertThat(comet.logic.routes).isEmpty();
        drain.join();
    }

    private CompletableFuture<Void> drain() {
        return CompletableFuture.runAsync(
                () -> comet.node.drainAndStop(Duration.ofSeconds(10)),
                // Not the common pool: the fake logic answers on it.
                work -> new Thread(work, "drain").start());
    }

    private boolean isShown() {
        AtomicInteger shown = new AtomicInteger();
        comet.discovery.watch(NodeTier.COMET, view -> shown.set(view.nodes().size())).close();
        return shown.get() > 0;
    }

    private List<Integer> histogram(long startNanos) {
        int[] ended = new int[PARTS];
        for (Client client : clients) {
            long part = (client.closedAtNanos - startNanos) * PARTS / WINDOW.toNanos();
            ended[(int) Math.min(PARTS - 1, part)]++;
        }
        return Arrays.stream(ended).boxed().toList();
    }

    private static List<String> numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }

    /** A session that reads until its connection ends, on a thread of its own. */
    private static final class Client {
        private final RawTcpClient connection;
        private final List<String> received = new CopyOnWriteArrayList<>();
        private volatile long closedAtNanos;

        Client(RawTcpClient connection) {
            this.connection = connection;
            Thread reader = new Thread(this::read, "client");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try {
                while (true) {
                    received.add(connection.receive().text());
                }
            } catch (IOException e) {
                closedAtNanos = System.nanoTime();
            }
        }

        void close() {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
