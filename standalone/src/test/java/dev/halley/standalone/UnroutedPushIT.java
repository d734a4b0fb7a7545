package dev.halley.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A push to somebody who is not there is no error of the caller's, and is not lost from sight. */
@Timeout(60)
class UnroutedPushIT {
    @RegisterExtension static final RunningHalley HALLEY = new RunningHalley();

    @ParameterizedTest
    @CsvSource({
        "keys, /goim/push/keys?operation=1000&keys=nobody",
        "users, /goim/push/mids?operation=1000&mids=404",
        "room, /goim/push/room?operation=1000&type=live&room=empty"
    })
    void isAcceptedAndCounted(String target, String push) throws IOException, InterruptedException {
        double before = unrouted(target);

        HALLEY.post(push, "hello");

        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(unrouted(target)).isEqualTo(before + 1));
    }

    private static double unrouted(String target) throws IOException, InterruptedException {
        return HALLEY.metrics()
                .lines()
                .filter(line -> line.startsWith("halley_job_records_total{"))
                .filter(line -> line.contains("outcome=\"unrouted\""))
                .filter(line -> line.contains("target=\"" + target + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
