package dev.halley.job.append.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KnownMasterTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Object line = new Object();
    private final KnownMaster master = new KnownMaster();

    @Test
    void nothingIsKnownUntilItIsTold() {
        assertThat(master.id(line, 0)).isEmpty();
        master.told("", line, 0);
        assertThat(master.id(line, 0)).isEmpty();
    }

    @Test
    void isAskedForAnewOnceASecond() {
        master.told("abc", line, -5);
        assertThat(master.id(line, SECOND - 6)).isEqualTo("abc");
        master.told("", line, SECOND - 6);
        assertThat(master.id(line, SECOND - 5)).isEmpty();
    }

    @Test
    void anotherLineAndAFailureEndIt() {
        master.told("abc", line, 0);
        assertThat(master.id(new Object(), 1)).isEmpty();
        master.forget();
        assertThat(master.id(line, 1)).isEmpty();
    }
}
