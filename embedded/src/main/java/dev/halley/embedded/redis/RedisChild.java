package dev.halley.embedded.redis;

import dev.halley.embedded.EmbeddedServerException;
import dev.halley.embedded.LoopbackPort;
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
 * One run of a Redis server under a shell that ends when the server does, and ends the server when
 * this JVM does: part of it waits on an input that this JVM never writes to, and that is at its end
 * when the JVM is gone, for whatever reason.
 */
final class RedisChild {
    // A shell gives what it starts with & an empty input, so the real one goes by another number.
    // The
    // server's pid is told through a file, because output goes to the log.
    private static final String WATCH =
            "exec 3<&0; \"$@\" >>\"$LOG\" 2>&1 </dev/null 3<&- & server=$!;"
                    + " echo $server >\"$PIDFILE\";"
                    + " { while read -r line; do :; done; kill -TERM $server; } <&3 & input=$!;"
                    + " wait $server; kill $input";
    // A session of its own: Ctrl-C in the terminal reaches the JVM, which still needs Redis to
    // drain.
    private static final Path SET_SID = Path.of("/usr/bin/setsid");
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int LOG_LINES = 5;

    private final Process watcher;
    private final ProcessHandle server;

    private RedisChild(Process watcher, ProcessHandle server) {
        this.watcher = watcher;
        this.server = server;
    }

    static RedisChild start(Path data, int port) {
        Path log = data.resolve("redis.log");
        Path pidFile = data.resolve("redis.pid");
        try {
            Files.createDirectories(data);
            awaitEndOfTheOneBefore(pidFile);
            Files.deleteIfExists(pidFile);
            Files.deleteIfExists(log);
            Process watcher = watch(data, port, log, pidFile);
            ProcessHandle server = awaitPid(watcher, pidFile, log);
            awaitAnswer(watcher, server, port, log);
            return new RedisChild(watcher, server);
        } catch (IOException e) {
            throw new EmbeddedServerException("redis: cannot use " + data + ": " + e, e);
        }
    }

    void onEnd(Runnable then) {
        var unused = watcher.onExit().thenRunAsync(then);
    }

    boolean alive() {
        return watcher.isAlive();
    }

    long pid() {
        return server.pid();
    }

    void stop() {
        server.destroy();
        end();
    }

    void kill() {
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
    private static void awaitEndOfTheOneBefore(Path pidFile) {
        ProcessHandle.of(pidIn(pidFile))
                .filter(process -> process.info().command().orElse("").contains("redis-server"))
                .ifPresent(
                        process -> {
                            if (!await(() -> !process.isAlive(), STOP_LIMIT)) {
                                process.destroyForcibly();
                                await(() -> !process.isAlive(), STOP_LIMIT);
                            }
                        });
    }

    private static Process watch(Path data, int port, Path log, Path pidFile) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SET_SID)) {
            command.add(SET_SID.toString());
        }
        command.addAll(List.of("/bin/sh", "-c", WATCH, "halley-redis"));
        command.add(RedisBinary.find(data.resolve("bin")).toString());
        command.addAll(arguments(data, port));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LOG", log.toString());
        builder.environment().put("PIDFILE", pidFile.toString());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder.start();
    }

    private static List<String> arguments(Path data, int port) {
        return List.of(
                "--bind", LoopbackPort.HOST,
                "--port", String.valueOf(port),
                "--dir", data.toString(),
                "--appendonly", "yes",
                "--appendfsync", "everysec",
                "--save", "",
                // A crash may cut the last entry short; that is no reason not to start.
                "--aof-load-truncated", "yes",
                "--daemonize", "no");
    }

    private static ProcessHandle awaitPid(Process watcher, Path pidFile, Path log) {
        await(() -> !watcher.isAlive() || pidIn(pidFile) > 0, START_LIMIT);
        return ProcessHandle.of(pidIn(pidFile)).orElseThrow(() -> failed(log));
    }

    private static void awaitAnswer(Process watcher, ProcessHandle server, int port, Path log) {
        boolean decided = await(() -> !watcher.isAlive() || RedisPing.answers(port), START_LIMIT);
        if (!decided || !watcher.isAlive()) {
            server.destroyForcibly();
            watcher.destroy();
            throw failed(log);
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

    private static EmbeddedServerException failed(Path log) {
        String said;
        try {
            List<String> lines = Files.readAllLines(log);
            said =
                    String.join(
                            " / ",
                            lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            said = "it left no log";
        }
        return new EmbeddedServerException(
                "redis: cannot start with the data in " + log.getParent() + ": " + said);
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
