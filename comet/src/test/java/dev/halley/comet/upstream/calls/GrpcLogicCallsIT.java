package dev.halley.comet.upstream.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.api.logic.LogicSessionsGrpc;
import dev.halley.runtime.discovery.StaticDirectory;
import dev.halley.runtime.discovery.StaticDiscovery;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.rpc.GrpcChannels;
import dev.halley.runtime.rpc.GrpcServer;
import dev.halley.runtime.rpc.GrpcServerOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class GrpcLogicCallsIT {
    private static final String HOST = "127.0.0.1";
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final BlockingQueue<StreamObserver<ConnectReply>> asked = new LinkedBlockingQueue<>();
    private final AtomicInteger unavailable = new AtomicInteger();
    private final Queue<Status> failed = new ConcurrentLinkedQueue<>();
    private final StaticDiscovery discovery = new StaticDiscovery(new StaticDirectory(List.of()));
    private GrpcServer logic;
    private ManagedChannel channel;

    @BeforeEach
    void start() {
        logic = GrpcServer.start(GrpcServerOptions.at(HOST, 0), List.of(new Logic()));
        NodeAddress node = NodeAddress.of(NodeTier.LOGIC, "logic-1", HOST, logic.port());
        channel = new GrpcChannels(discovery).toNode(node);
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        logic.close();
        discovery.close();
    }

    @Test
    void noThreadIsWokenBetweenTheTransportAndWhoWaitsForAConnect() throws Exception {
        var calls = calls(DEADLINE);
        CompletableFuture<String> thread =
                calls.connect(ConnectRequest.getDefaultInstance())
                        .thenApply(reply -> Thread.currentThread().getName())
                        .toCompletableFuture();

        StreamObserver<ConnectReply> caller = asked.poll(20, TimeUnit.SECONDS);
        caller.onNext(ConnectReply.getDefaultInstance());
        caller.onCompleted();

        assertThat(thread.get(20, TimeUnit.SECONDS)).startsWith("grpc-default-worker");
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHENTICATED, false",
        "RESOURCE_EXHAUSTED, false",
        "UNAVAILABLE, true",
        "INTERNAL, true",
    })
    void tellsWhyAConnectFailedButNotOfARefusal(Status.Code code, boolean told) throws Exception {
        var calls = calls(DEADLINE);
        CompletableFuture<ConnectReply> call =
                calls.connect(ConnectRequest.getDefaultInstance()).toCompletableFuture();

        asked.poll(20, TimeUnit.SECONDS).onError(code.toStatus().asRuntimeException());

        assertThat(call).failsWithin(DEADLINE);
        assertThat(failed).extracting(Status::getCode).isEqualTo(told ? List.of(code) : List.of());
    }

    @Test
    void tellsOfAConnectThatTookTooLong() {
        var calls = calls(Duration.ofMillis(50));

        assertThat(calls.connect(ConnectRequest.getDefaultInstance()).toCompletableFuture())
                .failsWithin(DEADLINE);

        assertThat(failed)
                .extracting(Status::getCode)
                .containsExactly(Status.Code.DEADLINE_EXCEEDED);
    }

    private GrpcLogicCalls calls(Duration connectDeadline) {
        return new GrpcLogicCalls(
                channel, connectDeadline, DEADLINE, unavailable::incrementAndGet, failed::add);
    }

    private final class Logic extends LogicSessionsGrpc.LogicSessionsImplBase {
        @Override
        public void connect(ConnectRequest request, StreamObserver<ConnectReply> caller) {
            asked.add(caller);
        }
    }
}
