package dev.halley.logic.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.redis.RedisKeys;
import dev.halley.logic.presence.Lives;
import dev.halley.logic.presence.Presence;
import dev.halley.logic.redis.RedisCalls;
import dev.halley.logic.redis.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SnapshotReaderTest {
    private static final String COMET = "comet-1@000000001";
    private static final RedisKeys KEYS = new RedisKeys("default");

    private final Memory redis = new Memory();
    private final KnownLives lives = new KnownLives();
    private long nowNs;
    private final SnapshotReader reader = new SnapshotReader(redis, lives, () -> nowNs);

    @BeforeEach
    void reportsARoom() {
        redis.totals("1", "1");
        redis.hashes.put(KEYS.onlineRooms(COMET), Map.of("live://1", "3"));
        assertThat(read()).isEqualTo(Map.of("live://1", 3));
        lives.heard.clear();
    }

    @Test
    void readsRoomsAgainOnlyWhenTheirVersionChanges() {
        redis.hashes.put(KEYS.onlineRooms(COMET), Map.of("live://1", "4"));
        redis.totals("2", "1");
        assertThat(read()).isEqualTo(Map.of("live://1", 3));

        redis.totals("3", "3");

        assertThat(read()).isEqualTo(Map.of("live://1", 4));
        assertThat(redis.asked.stream().filter(KEYS.onlineRooms(COMET)::equals)).hasSize(2);
    }

    @Test
    void doesNotTrustAVersionForLong() {
        redis.hashes.put(KEYS.onlineRooms(COMET), Map.of("live://1", "4"));
        nowNs += TimeUnit.SECONDS.toNanos(15);

        assertThat(read()).isEqualTo(Map.of("live://1", 4));
    }

    @Test
    void aNewReportIsProofOfLifeEvenOfOneThatWasGone() {
        lives.presence = Presence.GONE;
        assertThat(read()).isNull();
        assertThat(lives.heard).isEmpty();

        redis.totals("2", "1");

        assertThat(read()).isNull();
        assertThat(lives.heard).containsExactly(COMET);
    }

    @Test
    void whatWasNotReadForLongCountsAsHeard() {
        nowNs += TimeUnit.SECONDS.toNanos(11);

        read();

        assertThat(lives.heard).containsExactly(COMET);
    }

    private Map<String, Integer> read() {
        CometCounts counts = reader.read(KEYS).join().comets().get(COMET);
        return counts == null ? null : counts.rooms();
    }

    private static final class KnownLives implements Lives {
        private final List<String> heard = new ArrayList<>();
        private Presence presence = Presence.SHOWN;

        @Override
        public Presence of(String instance) {
            return presence;
        }

        @Override
        public void heard(String instance) {
            heard.add(instance);
        }
    }

    private static final class Memory implements RedisCalls {
        private final Map<String, Map<String, String>> hashes = new HashMap<>();
        private final List<String> asked = new ArrayList<>();

        void totals(String at, String version) {
            hashes.put(
                    KEYS.onlineTotals(COMET),
                    Map.of("sessions", "3", "addresses", "1", "at", at, "version", version));
        }

        @Override
        public boolean oneServer() {
            return true;
        }

        @Override
        public CompletionStage<Map<String, String>> hash(String key) {
            asked.add(key);
            return CompletableFuture.completedFuture(hashes.getOrDefault(key, Map.of()));
        }

        @Override
        public CompletionStage<Set<String>> members(String key) {
            return CompletableFuture.completedFuture(Set.of(COMET));
        }

        @Override
        public CompletionStage<List<String>> run(
                Script script, List<String> keys, List<String> arguments) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<String> get(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Long> addMember(String key, String member) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Long> removeMember(String key, String member) {
            throw new UnsupportedOperationException();
        }
    }
}
