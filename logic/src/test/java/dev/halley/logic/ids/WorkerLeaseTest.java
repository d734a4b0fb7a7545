package dev.halley.logic.ids;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.ids.WorkerIds.Answer;
import dev.halley.logic.ids.WorkerIds.Leased;
import dev.halley.logic.ids.WorkerIds.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WorkerLeaseTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_800_000_000_000L;

    private final FakeWorkerIds store = new FakeWorkerIds();
    private final MessageIds ids =
            new MessageIds(Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
    private final WorkerLease lease =
            new WorkerLease(store, ids, "logic-1@000000001", Duration.ofSeconds(2));

    @Test
    void usesANumberAtOnceWhenTheStoreKnowsItsHolders() {
        store.answers.add(new Leased(7, 0, false));
        lease.tick(0);
        assertThat(ids.usable()).isTrue();
        assertThat(lease.whyNotReady()).isEmpty();
    }

    @Test
    void keepsAskingAndSaysWhyWhileTheStoreIsAway() {
        lease.tick(0);
        assertThat(lease.whyNotReady()).contains("worker number for message ids: redis is away");
        store.answers.add(new Leased(7, 0, false));
        lease.tick(SECOND);
        assertThat(ids.usable()).isTrue();
    }

    @Test
    void letsOthersRenewFirstWhenTheStoreKnowsNobody() {
        store.answers.add(new Leased(7, NOW + 5_000, true));
        store.answers.add(new Leased(7, 0, false));
        store.answers.add(new Leased(7, 0, false));
        lease.tick(0);
        lease.tick(SECOND);
        assertThat(ids.usable()).isFalse();
        lease.tick(2 * SECOND);
        assertThat(ids.usable()).isTrue();
        assertThat(MessageIds.timeOf(ids.next())).isGreaterThan(NOW + 5_000);
    }

    @Test
    void asksForAnotherNumberWhenItsOwnIsLost() {
        store.answers.add(new Leased(7, 0, false));
        lease.tick(0);
        store.answers.add(new Refused("7 is held by logic-2@000000001"));
        lease.tick(SECOND);
        assertThat(ids.usable()).isFalse();
        assertThat(lease.whyNotReady()).get().asString().contains("held by logic-2");
        store.answers.add(new Leased(8, 0, false));
        lease.tick(2 * SECOND);
        assertThat(ids.usable()).isTrue();
        assertThat(store.asked).containsExactly("acquire", "renew 7", "acquire");
    }

    @Test
    void staysInUseWhileTheStoreIsAway() {
        store.answers.add(new Leased(7, 0, false));
        lease.tick(0);
        lease.tick(1000 * SECOND);
        assertThat(ids.usable()).isTrue();
    }

    @Test
    void givesTheNumberBack() {
        store.answers.add(new Leased(7, 0, false));
        lease.tick(0);
        assertThat(lease.release()).isCompleted();
        assertThat(ids.usable()).isFalse();
        lease.tick(SECOND);
        assertThat(store.asked).containsExactly("acquire", "release 7");
    }

    private static final class FakeWorkerIds implements WorkerIds {
        private final Deque<Answer> answers = new ArrayDeque<>();
        private final List<String> asked = new ArrayList<>();

        @Override
        public CompletionStage<Answer> acquire(String holder) {
            asked.add("acquire");
            return answer();
        }

        @Override
        public CompletionStage<Answer> renew(String holder, int worker, long highestMs) {
            asked.add("renew " + worker);
            return answer();
        }

        @Override
        public CompletionStage<Void> release(String holder, int worker, long highestMs) {
            asked.add("release " + worker);
            return CompletableFuture.completedFuture(null);
        }

        private CompletionStage<Answer> answer() {
            Answer next = answers.poll();
            return next == null
                    ? CompletableFuture.failedFuture(
                            new UnavailableException("redis", "redis is away"))
                    : CompletableFuture.completedFuture(next);
        }
    }
}
