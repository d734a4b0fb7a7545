package dev.halley.embedded.child;

import dev.halley.embedded.EmbeddedServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One run of a server under a shell that ends when the server does, and ends the server when this
 * JVM does: part of it waits on an input that this JVM never writes to, and that is at its end when
 * the JVM is gone, for whatever reason.
 */
public final class ChildServer {
    // A shell gives what it starts with & an empty input, so the real one goes by another number.
    // The server's pid is told through a file, because output goes to the log.
    private static final String WATCH =
            "exec 3<&0; \"$@\" >>\"$LOG\" 2>&1 </dev/null 3<&- & server=$!;"
                    + " echo $server >\"$PIDFILE\";"
                    + " { while read -r line; do :; done; kill -TERM $server; } <&3 & input=$!;"
                    + " wait $server; code=$?; kill $input; exit $code";
    // A session of its own: Ctrl-C in the terminal reaches the JVM, which still needs the server to
    // drain.
    private static final Path SET_SID = Path.of("/usr/bin/setsid");
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int LOG_LINES = 5;

    private final Process watcher;
    private final ProcessHandle server;

    private ChildServer(Process watcher, ProcessHandle server) {
        this.watcher = watcher;
        this.server = server;
    }

    /**
     * Starts it and blocks until it answers. One that was left by a JVM that is gone is waited for.
     *
     * @throws EmbeddedServerException with the end of its log if it does not answer in time
     */
    public static ChildServer start(ChildSpec spec) {
        try {
            Files.createDirectories(spec.data());
            awaitEndOfTheOneBefore(spec);
            Files.deleteIfExists(spec.pidFile());
            Files.deleteIfExists(spec.log());
            Process watcher = watch(spec);
            ProcessHandle server = awaitPid(watcher, spec);
            awaitAnswer(watcher, server, spec);
            return new ChildServer(watcher, server);
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    spec.name() + ": cannot use " + spec.data() + ": " + e, e);
        }
    }

    /** Runs this when the server has ended, for whatever reason, on a thread of a shared pool. */
    public void onEnd(Runnable then) {
        var unused = watcher.onExit().thenRunAsync(then);
    }

    /** Whether it has not ended. */
    public boolean alive() {
        return watcher.isAlive();
    }

    /** Process id of the server itself. */
    public long pid() {
        return server.pid();
    }

    /**
     * Asks it to end, and kills it if it has not after a while. Blocks until it is gone.
     *
     * @return whether it ended by itself and says that nothing was wrong
     */
    public boolean stop() {
        server.destroy();
        end();
        return !watcher.isAlive() && watcher.exitValue() == 0;
    }

    /** Kills it with -9. Blocks until it is gone. */
    public void kill() {
        server.destroyForcibly();
        end();
    }

    private void end() {
        if (!await(() -> !watcher.isAlive(), STOP_LIMIT)) {
            server.destroyForcibly();
            await(() -> !watcher.isAlive(), STOP_LIMIT);
            watcher.destroyForcibly();
        }
    }

    // One whose JVM was killed may still be writing its files.
    private static void awaitEndOfTheOneBefore(ChildSpec spec) {
        ProcessHandle.of(pidIn(spec.pidFile()))
                .filter(process -> process.info().command().orElse("").contains(spec.binary()))
                .ifPresent(
                        process -> {
                            if (!await(() -> !process.isAlive(), STOP_LIMIT)) {
                                process.destroyForcibly();
                                await(() -> !process.isAlive(), STOP_LIMIT);
                            }
                        });
    }

    private static Process watch(ChildSpec spec) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SET_SID)) {
            command.add(SET_SID.toString());
        }
        command.addAll(List.of("/bin/sh", "-c", WATCH, "halley-" + spec.name()));
        command.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LOG", spec.log().toString());
        builder.environment().put("PIDFILE", spec.pidFile().toString());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder.start();
    }

    private static ProcessHandle awaitPid(Process watcher, ChildSpec spec) {
        await(() -> !watcher.isAlive() || pidIn(spec.pidFile()) > 0, spec.patience());
        return ProcessHandle.of(pidIn(spec.pidFile())).orElseThrow(() -> failed(spec));
    }

    private static void awaitAnswer(Process watcher, ProcessHandle server, ChildSpec spec) {
        Answer answer = spec.answer().get();
        long end = System.nanoTime() + spec.patience().toNanos();
        while (answer != Answer.SERVING
                && answer != Answer.GIVEN_UP
                && watcher.isAlive()
                && System.nanoTime() - end < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(POLL_NANOS);
            answer = spec.answer().get();
            if (answer == Answer.LOADING) {
                end = System.nanoTime() + spec.patience().toNanos();
            }
        }
        if (answer != Answer.SERVING || !watcher.isAlive()) {
            server.destroyForcibly();
            watcher.destroy();
            throw failed(spec);
        }
    }

    private static long pidIn(Path pidFile) {
        try {
            String text = Files.exists(pidFile) ? Files.readString(pidFile) : "";
            return text.endsWith("\n") ? Long.parseLong(text.trim()) : -1;
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    private static EmbeddedServerException failed(ChildSpec spec) {
        String said;
        try {
            List<String> lines = Files.readAllLines(spec.log());
            said =
                    String.join(
                            " / ",
                            lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            said = "it left no log";
        }
        return new EmbeddedServerException(
                spec.name() + ": cannot start with the data in " + spec.data() + ": " + said);
    }

    private static boolean await(BooleanSupplier done, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }
}
