package dev.halley.benchmarks.jvm;

import java.io.IOException;

/** Another JVM for tests: keeps a hundred arrays of 100,000 bytes until its standard input ends. */
final class WaitingJvm {

    static final int KEPT = 100;

    private static final int BYTES = 100_000;

    private WaitingJvm() {}

    public static void main(String[] arguments) throws IOException {
        byte[][] kept = new byte[KEPT][BYTES];
        System.out.write(kept.length);
        System.out.flush();
        System.in.transferTo(System.out);
        System.out.write(kept.length);
    }
}
