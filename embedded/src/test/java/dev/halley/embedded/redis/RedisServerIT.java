package dev.halley.embedded.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.halley.embedded.EmbeddedServerException;
import dev.halley.embedded.child.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RedisServerIT {
    /** While it loads, Redis looks at its clients after so many bytes. */
    private static final int BETWEEN_ANSWERS = 2 << 20;

    @TempDir private Path data;

    @Test
    void keepsItsDataAndPortWhenStoppedAndStartedAgain() throws IOException {
        try (RedisServer redis = new RedisServer(data, 0)) {
            redis.start();
            assertThat(ask(redis, "SET greeting hello")).isEqualTo("+OK");

            redis.stop();
            assertThat(redis.running()).isFalse();
            redis.start();

            assertThat(ask(redis, "STRLEN greeting")).isEqualTo(":5");
        }
    }

    @Test
    void startsAgainAfterAKill() throws IOException {
        try (RedisServer redis = new RedisServer(data, 0)) {
            redis.start();
            long before = redis.pid();

            redis.kill();
            redis.start();

            assertThat(redis.pid()).isNotEqualTo(before);
            assertThat(ask(redis, "PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void knowsTheIdsOfBeforeOnlyWhileItWasStoppedInOrder() {
        try (RedisServer redis = new RedisServer(data, 0)) {
            String first = restarted(redis, () -> {});
            assertThat(redis.formerIds()).isEmpty();

            String second = restarted(redis, redis::stop);
            assertThat(redis.formerIds()).containsExactly(first);

            String third = restarted(redis, redis::stop);
            assertThat(redis.formerIds()).containsExactly(first, second);
            assertThat(third).isNotIn(first, second);

            String fourth = restarted(redis, redis::kill);
            assertThat(redis.formerIds()).isEmpty();

            restarted(redis, redis::stop);
            assertThat(redis.formerIds()).containsExactly(fourth);
        }
    }

    /** Its id after it ended so and started again. */
    private static String restarted(RedisServer redis, Runnable end) {
        end.run();
        redis.start();
        return redis.replicationId().orElseThrow();
    }

    @Test
    void knowsNoIdsOfBeforeWhenItsFilesWerePutBack() throws IOException {
        try (RedisServer redis = new RedisServer(data, 0)) {
            redis.start();
            redis.stop();
            Path file = appendOnlyFile();
            byte[] backup = Files.readAllBytes(file);
            FileTime modified = Files.getLastModifiedTime(file);
            Object changed = Files.getAttribute(file, "unix:ctime");
            // Clocks of files are coarse.
            await().until(
                            () -> {
                                Files.write(file, backup);
                                Files.setLastModifiedTime(file, modified);
                                return !changed.equals(Files.getAttribute(file, "unix:ctime"));
                            });

            redis.start();

            assertThat(redis.formerIds()).isEmpty();
        }
    }

    private Path appendOnlyFile() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith("appendonly"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void leavesNoProcessWhenStopped() {
        long pid;
        try (RedisServer redis = new RedisServer(data, 0)) {
            redis.start();
            pid = redis.pid();
        }

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void namesThePortThatIsInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RedisServer redis = new RedisServer(data, other.getLocalPort())) {
            assertThatThrownBy(redis::start)
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessage("redis: port %d is in use on 127.0.0.1", other.getLocalPort());
        }
    }

    @Test
    void namesTheFolderWhoseDataCannotBeRead() throws IOException {
        Files.createDirectories(data.resolve("appendonlydir"));
        Files.writeString(data.resolve("appendonlydir/appendonly.aof.manifest"), "nonsense\n");
        Files.writeString(data.resolve("appendonly.aof"), "nonsense that is not a command\n");

        try (RedisServer redis = new RedisServer(data, 0)) {
            assertThatThrownBy(redis::start)
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageStartingWith(
                            "redis: cannot start with the data in " + data.toAbsolutePath());
            assertThat(redis.running()).isFalse();
        }
    }

    @Test
    void endsWithItsJvmEvenWhenThatIsKilled() throws Exception {
        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                RedisOfItsOwn.class.getName(),
                                data.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String pid = jvm.inputReader(StandardCharsets.UTF_8).readLine();
        Optional<ProcessHandle> redis = ProcessHandle.of(Long.parseLong(pid));
        assertThat(redis).isPresent();

        jvm.destroyForcibly().waitFor();

        await().atMost(10, TimeUnit.SECONDS).until(() -> !redis.orElseThrow().isAlive());
        try (RedisServer next = new RedisServer(data, 0)) {
            next.start();
            assertThat(next.formerIds()).as("as nobody stopped it").isEmpty();
        }
    }

    @Test
    void aStopEndsAStartThatWaitsForTheData() throws Exception {
        RedisSettings large = new RedisSettings(List.of("--rdbcompression", "no"), false);
        try (RedisServer redis = new RedisServer(data, 0, large)) {
            redis.start();
            for (int key = 0; key < 12; key++) {
                ask(redis, "SETRANGE key-" + key + " " + BETWEEN_ANSWERS + " x");
            }
            ask(redis, "BGREWRITEAOF");
            await().atMost(20, TimeUnit.SECONDS)
                    .until(
                            () ->
                                    RedisTalk.ask(redis.port(), "INFO persistence")
                                            .contains("aof_rewrite_in_progress:0"));
        }
        // Half a second for each key, and so an answer in each second.
        RedisSettings slow = new RedisSettings(List.of("--key-load-delay", "500000"), false);
        try (RedisServer redis = new RedisServer(data, 0, slow)) {
            CompletableFuture<Void> start = CompletableFuture.runAsync(redis::start);
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() -> RedisPing.ask(redis.port()) == Answer.LOADING);

            redis.stop();

            assertThat(start)
                    .failsWithin(10, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withCauseInstanceOf(EmbeddedServerException.class);
            assertThat(redis.running()).isFalse();
        }
    }

    private static String ask(RedisServer redis, String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.substring(0, answer.indexOf('\r'));
        }
    }
}
