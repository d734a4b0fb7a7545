package dev.halley.benchmarks.live;

import dev.halley.benchmarks.load.LostLoadException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The error stream. Where it is a terminal, the last line may be a live one, which makes room for
 * every other line; else, as in a file, there are no live lines.
 */
public final class Terminal implements Notes {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Path ERROR_STREAM = Path.of("/proc/self/fd/2");

    /** To the beginning of the line, and away with what is there. */
    private static final String WIPE = "\r\u001b[K";

    /** A line that goes over the edge could not be written over. */
    private static final int MOST_COLUMNS = 100;

    private final PrintWriter err;
    private final boolean looked;
    private final Duration period;
    private @Nullable Object shown;

    /** One whose live lines change so often. */
    Terminal(PrintWriter err, boolean looked, Duration period) {
        this.err = err;
        this.looked = looked;
        this.period = period;
    }

    /** The error stream of a command. */
    public static Terminal of(PrintWriter err) {
        return new Terminal(err, errorStreamIsTerminal(), PERIOD);
    }

    @Override
    public synchronized void accept(String line) {
        if (shown != null) {
            err.print(WIPE);
        }
        err.println(line);
        err.flush();
    }

    @Override
    public LiveLine live(Supplier<String> line) {
        if (!looked) {
            return () -> {};
        }
        Object mine = new Object();
        begin(mine);
        Thread thread = new Thread(() -> tick(mine, line), "bench-live");
        thread.setDaemon(true);
        thread.start();
        return () -> {
            end(mine);
            thread.interrupt();
        };
    }

    private void tick(Object mine, Supplier<String> line) {
        try {
            while (show(mine, line.get())) {
                TimeUnit.NANOSECONDS.sleep(period.toNanos());
            }
        } catch (InterruptedException e) {
            // It was closed.
        } catch (LostLoadException e) {
            // The thread of the run finds that out too, and says so.
            end(mine);
        }
    }

    private synchronized void begin(Object mine) {
        shown = mine;
    }

    /** Whether it is still to be shown. */
    private synchronized boolean show(Object mine, String text) {
        if (shown != mine) {
            return false;
        }
        err.print(WIPE + text.substring(0, Math.min(MOST_COLUMNS, text.length())));
        err.flush();
        return true;
    }

    private synchronized void end(Object mine) {
        if (shown == mine) {
            shown = null;
            err.print(WIPE);
            err.flush();
        }
    }

    private static boolean errorStreamIsTerminal() {
        try {
            String target = Files.readSymbolicLink(ERROR_STREAM).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
