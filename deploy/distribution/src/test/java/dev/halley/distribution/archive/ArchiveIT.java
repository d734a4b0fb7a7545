package dev.halley.distribution.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.distribution.Deployed;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class ArchiveIT {
    @TempDir static Path folder;

    private static Archive archive;

    @BeforeAll
    static void unpack() throws Exception {
        archive = Archive.unpack(folder);
    }

    @Test
    void holdsWhatTheReadmeSays() throws IOException {
        assertThat(Files.readString(archive.home().resolve("README.md")))
                .contains("bin/halley run");
        assertThat(archive.home().resolve("LICENSE")).isRegularFile();
        assertThat(archive.home().resolve("lib")).isDirectoryContaining("glob:**/halley-cli-*.jar");
        for (String tier : Deployed.TIERS) {
            assertThat(archive.home().resolve("conf/" + tier + ".yaml")).isRegularFile();
            assertThat(archive.home().resolve("bin/halley-" + tier)).isExecutable();
        }
    }

    @Test
    void holdsNothingThatOnlyTestsNeed() {
        assertThat(archive.home().resolve("lib"))
                .isDirectoryNotContaining("glob:**/{junit,assertj,awaitility,halley-testkit}*");
    }

    @Test
    void saysItsVersion() throws Exception {
        try (Started halley = archive.start(Map.of(), "halley", "version")) {
            assertThat(halley.exitCode()).as(halley.output()).isZero();
            assertThat(halley.output()).startsWith("halley ").doesNotContain("dev,");
        }
    }

    @Test
    void runsThroughALink() throws Exception {
        Path link = folder.resolve("halley-link");
        Files.createSymbolicLink(link, archive.home().resolve("bin/halley"));
        Process halley = new ProcessBuilder(link.toString(), "version").start();

        assertThat(halley.waitFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"comet", "logic", "job"})
    void theFileOfATierIsGood(String tier) throws Exception {
        String file = archive.home().resolve("conf/" + tier + ".yaml").toString();
        try (Started check =
                archive.start(
                        Map.of(), "halley", "config", "check", "--config", file, "--tier", tier)) {
            assertThat(check.exitCode()).as(check.output()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"comet, discovery", "logic, kafka", "job, kafka"})
    void aTierAloneSaysWhatItWaitsForAndEndsWhenAsked(String tier, String missing)
            throws Exception {
        int management = freePort();
        try (Started node = archive.start(alone(tier, management), "halley-" + tier)) {
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(
                            () -> {
                                assertThat(node.output()).contains("node started");
                                assertThat(whyNotReady(management)).contains(missing + ": ");
                            });

            node.terminate();

            assertThat(node.exitCode()).as(node.output()).isZero();
        }
    }

    @Test
    void aTierThatIsStillStartingEndsWhenAskedToo() throws Exception {
        try (Started node = archive.start(alone("job", freePort()), "halley-job")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> node.output().contains("state=\"starting\""));

            node.terminate();

            assertThat(node.exitCode()).as(node.output()).isZero();
        }
    }

    private static Map<String, String> alone(String tier, int management) {
        Map<String, String> environment = new HashMap<>();
        for (String port :
                List.of("COMET_TCP", "COMET_WS", "COMET_GRPC", "LOGIC_HTTP", "LOGIC_GRPC")) {
            environment.put("HALLEY_" + port + "_PORT", "0");
        }
        environment.put("HALLEY_MANAGEMENT_PORT", Integer.toString(management));
        environment.put("HALLEY_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        environment.put("HALLEY_REDIS_URI", "redis://127.0.0.1:1");
        environment.put("HALLEY_DISCOVERY_CONSUL_ADDRESS", "http://127.0.0.1:1");
        environment.put("HALLEY_NODE_NAME", tier + "-alone");
        environment.put("HALLEY_NODE_DRAIN_TIME", "1s");
        return environment;
    }

    private static String whyNotReady(int port) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(503);
        return answer.body();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
