package dev.halley.benchmarks.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** Another JVM for tests: keeps a hundred arrays of 100,000 bytes until its standard input ends. */
final class WaitingJvm {

    static final int KEPT = 100;

    private static final int BYTES = 100_000;

    private WaitingJvm() {}

    /** Starts one; it is there when this returns. */
    static Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process =
                new ProcessBuilder(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                WaitingJvm.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertThat(process.getInputStream().read()).isEqualTo(KEPT);
        return process;
    }

    public static void main(String[] arguments) throws IOException {
        byte[][] kept = new byte[KEPT][BYTES];
        System.out.write(kept.length);
        System.out.flush();
        System.in.transferTo(System.out);
        System.out.write(kept.length);
    }
}
