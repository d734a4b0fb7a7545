package dev.halley.logic.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.embedded.LoopbackPort;
import dev.halley.embedded.kafka.BrokerMain;
import dev.halley.embedded.kafka.BrokerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker as a process that is halted by a signal: what it was sent waits in its sockets. */
@Tag("cluster")
@Timeout(180)
class BrokerStalledIT {
    @Test
    void answersInTimeAndDoublesNothingWhenTheBrokerStalls(@TempDir Path data) throws IOException {
        BrokerSettings settings = BrokerSettings.alone(0);
        Process broker = start(data, settings);
        try {
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> Files.exists(data.resolve(BrokerMain.READY_FILE)));

            new Outage(LoopbackPort.HOST + ":" + settings.port())
                    .holds(() -> signal(broker, "STOP"), () -> signal(broker, "CONT"));
        } finally {
            broker.destroyForcibly().onExit().join();
        }
    }

    private static Process start(Path data, BrokerSettings settings) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(BrokerMain.class.getName());
        command.addAll(BrokerMain.arguments(data, settings));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("broker.log").toFile())
                .start();
    }

    private static void signal(Process process, String name) {
        try {
            Process kill =
                    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            assertThat(kill.onExit().join().exitValue()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
