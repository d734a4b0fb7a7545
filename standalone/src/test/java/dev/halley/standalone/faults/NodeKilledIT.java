package dev.halley.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.embedded.kafka.KafkaBroker;
import dev.halley.embedded.redis.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The three tiers as processes of their own, with static discovery; one of them is killed. */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class NodeKilledIT {
    @TempDir static Path folder;

    private final int tcp = ChildNode.freePort();
    private final int ws = ChildNode.freePort();
    private final int rest = ChildNode.freePort();
    private final int cometGrpc = ChildNode.freePort();
    private final int logicGrpc = ChildNode.freePort();
    private KafkaBroker kafka;
    private RedisServer redis;
    private ChildNode comet;
    private ChildNode logic;
    private ChildNode job;

    @BeforeAll
    void startStores() throws IOException {
        kafka = new KafkaBroker(folder.resolve("kafka"), 0);
        kafka.start();
        redis = new RedisServer(folder.resolve("redis"), 0);
        redis.start();
        comet =
                node(
                        "comet",
                        "  comet: {tcp-port: %d, ws-port: %d, grpc: {port: %d}}\n"
                                .formatted(tcp, ws, cometGrpc));
        logic =
                node(
                        "logic",
                        "  logic: {http: {port: %d}, grpc: {port: %d}}\n".formatted(rest, logicGrpc)
                                + stores());
        job = node("job", stores());
    }

    @BeforeEach
    void startNodes() throws IOException {
        for (ChildNode node : new ChildNode[] {logic, job, comet}) {
            if (!node.isRunning()) {
                node.start();
            }
        }
    }

    @AfterAll
    void stopEverything() {
        for (ChildNode node : new ChildNode[] {comet, job, logic}) {
            if (node != null) {
                node.close();
            }
        }
        if (kafka != null) {
            kafka.close();
        }
        if (redis != null) {
            redis.close();
        }
    }

    @Test
    void losesNothingWhenJobIsKilledAndStartedAgain() throws Exception {
        try (PushLoad load = new PushLoad(tcp, ws, rest, 20, 20)) {
            load.start();
            load.awaitAccepted(500);

            job.kill();
            load.awaitAccepted(200);
            job.start();
            load.awaitAccepted(500);

            load.stopPushing();
            load.assertEachAcceptedPushArrivedOnceInOrder(Duration.ofSeconds(60));
            assertThat(load.disconnects()).isZero();
        }
    }

    @Test
    void keepsSessionsWhenLogicIsKilledAndStartedAgain() throws Exception {
        try (PushLoad load = new PushLoad(tcp, ws, rest, 20, 20)) {
            load.start();
            load.awaitAccepted(500);

            logic.kill();
            logic.start();
            load.awaitAccepted(500);

            load.stopPushing();
            load.assertEachAcceptedPushArrivedOnceInOrder(Duration.ofSeconds(60));
            assertThat(load.disconnects()).isZero();
        }
    }

    @Test
    void eachTierEndsWithExitCode0OnSigtermUnderLoad() throws Exception {
        try (PushLoad load = new PushLoad(tcp, ws, rest, 20, 20)) {
            load.start();
            load.awaitAccepted(500);

            assertThat(logic.terminate(Duration.ofSeconds(30))).isZero();
            load.stopPushing();
            load.assertEachAcceptedPushArrivedOnceInOrder(Duration.ofSeconds(30));
            assertThat(job.terminate(Duration.ofSeconds(30))).isZero();
            assertThat(comet.terminate(Duration.ofSeconds(30))).isZero();
        }
    }

    private String stores() {
        return "  kafka: {bootstrap-servers: \"%s\"}\n  redis: {uri: \"%s\"}\n"
                .formatted(kafka.bootstrapServers(), redis.uri());
    }

    private ChildNode node(String tier, String section) throws IOException {
        String yaml =
                """
                halley:
                  management: {port: %%d}
                  discovery:
                    static:
                      comets: comet-1=127.0.0.1:%d
                      logics: logic-1=127.0.0.1:%d
                      jobs: job-1
                """
                        .formatted(cometGrpc, logicGrpc);
        return new ChildNode(folder, tier, yaml + section);
    }
}
