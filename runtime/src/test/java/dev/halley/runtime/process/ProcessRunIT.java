package dev.halley.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProcessRunIT {
    private Process process;
    private BufferedReader output;

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void endsInOrderWhenTerminated() throws Exception {
        start("runs");
        assertThat(output.readLine()).isEqualTo("running");

        // Not Process.destroy, which closes what is read here.
        process.toHandle().destroy();

        assertThat(output.readLine()).isEqualTo("stop");
        assertThat(exitCode()).isZero();
    }

    @Test
    void endsWithZeroWhenTerminatedWhileItStarts() throws Exception {
        start("waits");
        assertThat(output.readLine()).isEqualTo("starting");

        // Not Process.destroy, which closes what is read here.
        process.toHandle().destroy();

        assertThat(output.readLine()).isEqualTo("interrupted");
        assertThat(output.readLine()).isEqualTo("stop");
        assertThat(exitCode()).isZero();
    }

    @Test
    void endsInOrderAndWithOneWhenItCannotGoOn() throws Exception {
        start("fails");

        assertThat(output.readLine()).isEqualTo("running");
        assertThat(output.readLine()).isEqualTo("the name is taken");
        assertThat(output.readLine()).isEqualTo("stop");
        assertThat(exitCode()).isEqualTo(1);
    }

    @Test
    void stopsNothingWhenTheStartFails() throws Exception {
        start("cannot");

        assertThat(output.readLine()).isEqualTo("cannot start");
        assertThat(output.readLine()).isNull();
        assertThat(exitCode()).isEqualTo(1);
    }

    private void start(String how) throws IOException {
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Program.class.getName(),
                                how)
                        .redirectErrorStream(true)
                        .start();
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** What runs in the other process. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            ProcessRun run = new ProcessRun();
            try {
                run.start(() -> start(arguments[0]), () -> System.out.println("stop"));
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
                System.exit(1);
            }
            System.out.println("running");
            if (arguments[0].equals("fails")) {
                run.fail("the name is taken");
            }
            ProcessRun.await();
        }

        private static void start(String how) {
            if (how.equals("cannot")) {
                throw new IllegalStateException("cannot start");
            }
            if (how.equals("waits")) {
                System.out.println("starting");
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    System.out.println("interrupted");
                    throw new IllegalStateException("interrupted", e);
                }
            }
        }
    }
}
