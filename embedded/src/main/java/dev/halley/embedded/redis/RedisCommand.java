package dev.halley.embedded.redis;

import dev.halley.embedded.LoopbackPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What starts a Redis server in the foreground. */
public final class RedisCommand {
    private RedisCommand() {}

    /**
     * A server on the loopback address with its append-only file synced every second.
     *
     * @param data folder for what it keeps, and for its binary where that is not unpacked yet
     * @throws dev.halley.embedded.EmbeddedServerException if no binary runs on this machine
     */
    public static List<String> of(Path data, int port) {
        return of(data, port, RedisSettings.NONE);
    }

    /**
     * The same with more settings.
     *
     * @throws dev.halley.embedded.EmbeddedServerException if no binary that can do it runs here
     */
    public static List<String> of(Path data, int port, RedisSettings settings) {
        List<String> command = new ArrayList<>();
        command.add(RedisBinary.find(data.resolve("bin"), settings.tls()).toString());
        command.addAll(arguments(data, port));
        command.addAll(settings.arguments());
        return List.copyOf(command);
    }

    private static List<String> arguments(Path data, int port) {
        return List.of(
                "--bind", LoopbackPort.HOST,
                "--port", String.valueOf(port),
                "--dir", data.toString(),
                "--appendonly", "yes",
                "--appendfsync", "everysec",
                "--save", "",
                // A copy of all data beside the server takes a processor for seconds: streams would
                // have it made about each minute at 2,000 messages a second.
                "--auto-aof-rewrite-min-size", "256mb",
                "--auto-aof-rewrite-percentage", "300",
                // A crash may cut the last entry short; that is no reason not to start.
                "--aof-load-truncated", "yes",
                "--daemonize", "no");
    }
}
