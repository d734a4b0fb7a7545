package dev.halley.logic.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClusterNodesTest {
    private final RestFixture rest = new RestFixture(List.of());

    @AfterEach
    void stop() {
        rest.close();
    }

    @Test
    void offersCometsThatAcceptClientsOnly() {
        comet("comet-1", Map.of());
        comet("comet-2", Map.of(NodeMetadata.ACCEPTING, "false"));

        assertThat(states()).isEqualTo("comet-1 accepting, comet-2 starting");
        assertThat(candidates()).isEqualTo("comet-1");

        comet("comet-2", Map.of(NodeMetadata.ACCEPTING, "true"));
        assertThat(candidates()).isEqualTo("comet-1, comet-2");
    }

    @Test
    void offersNoCometThatLeavesButShowsItWhileItAnswers() {
        comet("comet-1", Map.of(NodeMetadata.INSTANCE, FakeServices.INSTANCE));
        comet("comet-2", Map.of(NodeMetadata.INSTANCE, "comet-2@000000001"));
        rest.discovery.deregister();
        comet("comet-2", Map.of(NodeMetadata.INSTANCE, "comet-2@000000001"));

        assertThat(candidates()).isEqualTo("comet-2");
        assertThat(states()).contains("comet-2 accepting", "comet-1 leaving");
    }

    @Test
    void showsTheNodesOfAllTiers() {
        register(NodeTier.LOGIC, "logic-1", 3119, Map.of(NodeMetadata.REST_PORT, "3111"));
        register(NodeTier.JOB, "job-1", 0, Map.of(NodeMetadata.INSTANCE, "job-1@000000001"));

        JsonObject nodes = new JsonObject(rest.get("/v1/nodes").body());

        JsonObject logic = nodes.getJsonArray("logics").getJsonObject(0);
        assertThat(logic.getString("host")).isEqualTo("10.0.0.1");
        assertThat(logic.getInteger("grpc_port")).isEqualTo(3119);
        assertThat(logic.getInteger("rest_port")).isEqualTo(3111);
        assertThat(nodes.getJsonArray("jobs").getJsonObject(0).getString("instance"))
                .isEqualTo("job-1@000000001");
    }

    private void comet(String name, Map<String, String> metadata) {
        register(NodeTier.COMET, name, 3109, metadata);
    }

    private void register(NodeTier tier, String name, int port, Map<String, String> metadata) {
        rest.discovery.register(new NodeAddress(tier, name, "10.0.0.1", port, metadata));
    }

    private String states() {
        JsonArray nodes = new JsonObject(rest.get("/v1/nodes").body()).getJsonArray("nodes");
        List<String> states =
                nodes.stream()
                        .map(JsonObject.class::cast)
                        .map(node -> node.getString("name") + " " + node.getString("state"))
                        .toList();
        return String.join(", ", states);
    }

    private String candidates() {
        JsonObject best = new JsonObject(rest.get("/v1/nodes/best").body());
        List<String> names =
                best.getJsonArray("candidates").stream()
                        .map(JsonObject.class::cast)
                        .map(node -> node.getString("name"))
                        .sorted()
                        .toList();
        return String.join(", ", names);
    }
}
