package dev.halley.benchmarks.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JvmConnectionIT {

    @Test
    void looksIntoAnotherJvm() throws Exception {
        Process other = WaitingJvm.start();
        try {
            assertThat(JvmConnection.isJvm(other.pid())).isTrue();
            try (JvmConnection jvm = JvmConnection.to(other.pid())) {
                ClassHistogram live = jvm.liveObjects();
                assertThat(live.totalBytes()).isBetween(9_000_000L, 30_000_000L);
                assertThat(live.byClass().get("[B").bytes()).isGreaterThan(9_000_000L);
            }
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void looksIntoItsOwnJvm() throws Exception {
        try (JvmConnection jvm = JvmConnection.to(ProcessHandle.current().pid())) {
            assertThat(jvm.liveObjects().byClass()).containsKey("java.lang.String");
        }
    }

    @Test
    void leavesAProcessAloneThatIsNoJvm() throws Exception {
        Process other = new ProcessBuilder("cat").start();
        try {
            assertThat(JvmConnection.isJvm(other.pid())).isFalse();
            assertThatThrownBy(() -> JvmConnection.to(other.pid()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no JVM");
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }
}
