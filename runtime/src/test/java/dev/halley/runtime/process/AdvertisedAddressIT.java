package dev.halley.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.discovery.StaticDiscovery;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AdvertisedAddressIT {
    private static final String HOST = "127.0.0.1";

    private ServerSocket grpc;
    private ServerSocket management;

    @BeforeEach
    void listen() throws IOException {
        grpc = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        management = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        grpc.close();
        management.close();
    }

    @Test
    void passesWhereEveryPortAnswers() {
        assertThatCode(() -> AdvertisedAddress.check(self(HOST), true)).doesNotThrowAnyException();
    }

    @Test
    void namesTheHostThatIsNotReached() {
        assertThat(problem(self("127.0.0.9"), false))
                .isEqualTo(
                        "halley.node.advertised-host: 127.0.0.9 (expected: where this node can be"
                                + " reached; port "
                                + grpc.getLocalPort()
                                + ": Connection refused)");
    }

    @Test
    void namesTheHostThatNobodyKnows() {
        assertThat(problem(self("nowhere.invalid"), false)).contains("unknown host");
    }

    @Test
    void triesTheManagementPortOnlyWhereARegistryAsksThere() throws IOException {
        management.close();

        assertThatCode(() -> AdvertisedAddress.check(self(HOST), false)).doesNotThrowAnyException();
        assertThat(problem(self(HOST), true))
                .contains(management.getLocalPort() + ", where halley.management listens");
    }

    @Test
    void triesBeforeItRegistersTheFirstTimeOnly() {
        StaticDiscovery discovery = new StaticDiscovery(List.of());
        List<NodeAddress> tried = new ArrayList<>();
        CheckedDiscovery checked = new CheckedDiscovery(discovery, tried::add);

        checked.register(self(HOST));
        checked.register(self("127.0.0.9"));

        assertThat(tried).containsExactly(self(HOST));
        discovery.watch(
                NodeTier.COMET,
                view -> assertThat(view.nodes()).containsExactly(self("127.0.0.9")));
    }

    @Test
    void registersNothingThatIsNotReached() {
        StaticDiscovery discovery = new StaticDiscovery(List.of());
        CheckedDiscovery checked =
                new CheckedDiscovery(discovery, self -> AdvertisedAddress.check(self, false));

        assertThatThrownBy(() -> checked.register(self("127.0.0.9")))
                .isInstanceOf(ConfigException.class);

        discovery.watch(NodeTier.COMET, view -> assertThat(view.nodes()).isEmpty());
    }

    private static String problem(NodeAddress self, boolean checked) {
        List<String> problems = new ArrayList<>();
        assertThatThrownBy(() -> AdvertisedAddress.check(self, checked))
                .isInstanceOfSatisfying(ConfigException.class, e -> problems.addAll(e.problems()));
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private NodeAddress self(String host) {
        return new NodeAddress(
                NodeTier.COMET,
                "comet-1",
                host,
                grpc.getLocalPort(),
                Map.of(NodeMetadata.MANAGEMENT_PORT, String.valueOf(management.getLocalPort())));
    }
}
