package dev.halley.job.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.embedded.redis.RedisServer;
import dev.halley.job.config.JobConfig;
import dev.halley.job.support.Backends;
import dev.halley.runtime.config.RedisConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.redis.RedisConnector;
import dev.halley.runtime.redis.RedisLine;
import dev.halley.runtime.redis.RedisOptions;
import dev.halley.runtime.redis.RedisThread;
import dev.halley.runtime.redis.RedisValues;
import dev.halley.testkit.redis.RedisVisit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The order of what one turn of job's loop asks of Redis. */
@Timeout(60)
class RedisTurnsIT {
    // Once a second the connection is probed, most likely within a turn.
    private static final int TURNS = 30;
    private static final Duration TURN = Duration.ofMillis(100);

    // What a probe asks.
    private static final Pattern INFO_CALLS = Pattern.compile("cmdstat_info:calls=(\\d+)");

    @TempDir private Path folder;

    @Test
    void aProbeSendsNothingOfATurnThatIsNotOver() throws Exception {
        try (RedisServer redis = new RedisServer(folder, 0);
                RedisThread thread = new RedisThread("turns")) {
            redis.start();
            RedisOptions options =
                    new RedisOptions(
                            "turns", true, RedisValues.BYTES_WITH_KEYS, Optional.of(thread));
            try (RedisConnector connector =
                    new RedisConnector(config(redis), options, new SimpleMeterRegistry())) {
                connector.connect();
                await().until(() -> connector.line().isPresent());
                RedisLine line = connector.line().orElseThrow();

                for (int i = 0; i < TURNS; i++) {
                    int turn = i;
                    thread.executor().submit(() -> turn(line, turn)).get();
                }

                await().untilAsserted(() -> assertThat(written(redis)).hasSize(2 * TURNS));
                assertThat(written(redis)).isEqualTo(Backends.numbers(0, 2 * TURNS));
                assertThat(probes(redis)).as("probes meanwhile").isGreaterThan(1);
            }
        }
    }

    private static Void turn(RedisLine line, int turn) throws InterruptedException {
        var unused = line.commands().rpush("written", Integer.toString(2 * turn));
        // The turn takes long; nothing is waited for.
        Thread.sleep(TURN.toMillis());
        unused = line.commands().rpush("written", Integer.toString(2 * turn + 1));
        line.flush();
        return null;
    }

    private static RedisConfig config(RedisServer redis) {
        Map<String, String> keys =
                Map.of("halley.redis.uri", redis.uri(), "halley.redis.timeout", "10s");
        return new ConfigLoader(Map.of()).load(JobConfig.class, null, keys).redis();
    }

    private static long probes(RedisServer redis) {
        AtomicLong probes = new AtomicLong();
        RedisVisit.to(
                redis.uri(),
                commands -> {
                    Matcher info = INFO_CALLS.matcher(commands.info("commandstats"));
                    probes.set(info.find() ? Long.parseLong(info.group(1)) : 0);
                });
        return probes.get();
    }

    private static List<String> written(RedisServer redis) {
        List<String> written = new ArrayList<>();
        RedisVisit.to(redis.uri(), commands -> written.addAll(commands.lrange("written", 0, -1)));
        return written;
    }
}
