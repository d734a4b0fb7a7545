package dev.halley.runtime.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.halley.runtime.discovery.StaticDirectory;
import dev.halley.runtime.discovery.StaticDiscovery;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GrpcChannelsIT {
    private static final String HOST = "127.0.0.1";

    private final StaticDirectory directory = new StaticDirectory(List.of());
    private final List<EchoService> services = new ArrayList<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    void takesTheNodesOfATierInTurn() {
        serve("logic-1");
        serve("logic-2");
        ManagedChannel channel = channel();
        Set<String> answers = new HashSet<>();

        await().until(
                        () -> {
                            answers.add(EchoService.ask(channel));
                            return answers.size() == 2;
                        });

        assertThat(answers).containsExactlyInAnyOrder("logic-1", "logic-2");
    }

    @Test
    void answersOneCallFromAnotherNodeWhenTheOneAskedIsGone() throws Exception {
        GrpcServer first = serve("logic-1");
        serve("logic-2");
        ManagedChannel channel = channel();
        await().until(() -> EchoService.ask(channel).equals("logic-1"));

        first.close();

        List<String> answers =
                IntStream.range(0, 20).mapToObj(i -> EchoService.ask(channel)).toList();
        assertThat(answers).containsOnly("logic-2");
    }

    @Test
    void keepsTheConnectionsOfNodesThatStay() {
        serve("logic-1");
        serve("logic-2");
        ManagedChannel channel = channel();
        await().until(() -> EchoService.ask(channel).equals("logic-1"));
        await().until(() -> EchoService.ask(channel).equals("logic-2"));
        Set<String> before = connections();

        serve("logic-3");
        await().until(() -> EchoService.ask(channel).equals("logic-3"));
        IntStream.range(0, 30).forEach(i -> EchoService.ask(channel));

        assertThat(before).hasSize(2);
        assertThat(connections()).containsAll(before).hasSize(3);
    }

    @Test
    void answersFromAnotherNodeWhileDiscoveryStillShowsTheDeadOne() {
        new StaticDiscovery(directory).register(NodeAddress.of(NodeTier.LOGIC, "logic-0", HOST, 1));
        serve("logic-1");
        ManagedChannel channel = channel();

        List<String> answers =
                IntStream.range(0, 20).mapToObj(i -> EchoService.ask(channel)).toList();

        assertThat(answers).containsOnly("logic-1");
    }

    @Test
    void findsANodeThatRegistersLater() {
        ManagedChannel channel = channel();
        assertThatThrownBy(() -> EchoService.ask(channel))
                .isInstanceOf(StatusRuntimeException.class)
                .satisfies(
                        e ->
                                assertThat(Status.fromThrowable(e).getCode())
                                        .isEqualTo(Status.Code.UNAVAILABLE))
                .hasMessageContaining("no logic is known");

        serve("logic-1");

        assertThat(EchoService.ask(channel)).isEqualTo("logic-1");
    }

    @Test
    void goesToExactlyOneNodeWhenAskedTo() {
        serve("logic-1");
        GrpcServer second = serve("logic-2");
        ManagedChannel channel =
                new GrpcChannels(new StaticDiscovery(directory))
                        .toNode(NodeAddress.of(NodeTier.LOGIC, "logic-2", HOST, second.port()));
        opened.push(channel::shutdownNow);

        assertThat(EchoService.ask(channel)).isEqualTo("logic-2");
        assertThat(EchoService.ask(channel)).isEqualTo("logic-2");
    }

    @Test
    void namesTheKeyOfAnAddressThatIsInUse() {
        int port = serve("logic-1").port();

        GrpcServerOptions taken = GrpcServerOptions.at(HOST, port).withName("halley.x.grpc.port");

        assertThatThrownBy(() -> GrpcServer.start(taken, List.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("halley.x.grpc.port: 127.0.0.1:" + port + ": ");
    }

    private Set<String> connections() {
        return services.stream()
                .flatMap(service -> service.callers().stream())
                .collect(Collectors.toSet());
    }

    private GrpcServer serve(String name) {
        EchoService service = new EchoService(name);
        services.add(service);
        GrpcServer server =
                GrpcServer.start(
                        GrpcServerOptions.at(HOST, 0).withExecutor(Runnable::run),
                        List.of(service));
        opened.push(server);
        StaticDiscovery discovery = new StaticDiscovery(directory);
        discovery.register(NodeAddress.of(NodeTier.LOGIC, name, HOST, server.port()));
        opened.push(discovery);
        return server;
    }

    private ManagedChannel channel() {
        ManagedChannel channel =
                new GrpcChannels(new StaticDiscovery(directory)).toTier(NodeTier.LOGIC);
        opened.push(channel::shutdownNow);
        return channel;
    }
}
