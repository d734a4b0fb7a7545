package dev.halley.runtime.discovery.consul.client;

import dev.halley.runtime.config.ConsulConfig;
import dev.halley.runtime.discovery.SeenNode;
import dev.halley.runtime.discovery.consul.client.CallException.Kind;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kiwiproject.consul.Consul;
import org.kiwiproject.consul.ConsulException;
import org.kiwiproject.consul.model.ConsulResponse;
import org.kiwiproject.consul.model.health.Service;
import org.kiwiproject.consul.model.health.ServiceHealth;
import org.kiwiproject.consul.option.ConsistencyMode;
import org.kiwiproject.consul.option.ImmutableQueryOptions;
import org.kiwiproject.consul.option.QueryOptions;

/** The calls to the agent. All of them block. Thread-safe. */
public final class ConsulCalls implements AutoCloseable {
    private static final int CONNECT_MS = 1_000;
    private static final int ANSWER_MS = 5_000;

    private final String address;
    private final Optional<String> datacenter;
    private final Services services;
    private final Consul consul;

    /**
     * Connects to nothing yet.
     *
     * @throws dev.halley.runtime.config.ConfigException if the file with certificates cannot be read
     */
    public ConsulCalls(ConsulConfig config) {
        this.address = config.address();
        this.datacenter = config.datacenter();
        this.services = new Services(config);
        Consul.Builder builder =
                Consul.builder()
                        .withUrl(config.address())
                        .withPing(false)
                        .withConnectTimeoutMillis(CONNECT_MS)
                        .withReadTimeoutMillis(ANSWER_MS)
                        .withWriteTimeoutMillis(ANSWER_MS);
        config.token().ifPresent(builder::withTokenAuth);
        config.caFile()
                .map(ConsulTrust::of)
                .ifPresent(
                        trust ->
                                builder.withSslContext(trust.context())
                                        .withTrustManager(trust.manager()));
        this.consul = builder.build();
    }

    /** The present entries of a tier, agreed on by Consul's servers. */
    public Answer readConsistently(NodeTier tier) throws CallException {
        return read(tier, options().consistencyMode(ConsistencyMode.CONSISTENT).build());
    }

    /** The entries of a tier: at once, or when they change, or when the time is over. */
    public Answer read(NodeTier tier, BigInteger since, Duration limit) throws CallException {
        if (since.signum() == 0) {
            return read(tier, options().build());
        }
        long seconds = Math.max(1, limit.toSeconds());
        return read(tier, options().index(since).wait(seconds + "s").build());
    }

    private Answer read(NodeTier tier, QueryOptions options) throws CallException {
        ConsulResponse<List<ServiceHealth>> answer =
                call(
                        () ->
                                consul.healthClient()
                                        .getAllServiceInstances(services.name(tier), options));
        List<SeenNode> nodes = services.nodes(tier, answer.getResponse());
        return new Answer(answer.getIndex(), nodes, answer.getResponse().size() - nodes.size());
    }

    /** Writes a node's entry, or writes it again. */
    public void register(NodeAddress node) throws CallException {
        call(
                () -> {
                    consul.agentClient().register(services.registration(node));
                    return node;
                });
    }

    /** Takes a node back, if it is this life of it that the agent has. */
    public void deregister(NodeAddress node) throws CallException {
        if (isRegistered(node)) {
            call(
                    () -> {
                        consul.agentClient().deregister(services.id(node));
                        return node;
                    });
        }
    }

    /** Whether the agent has this life of the node, with the same facts. */
    public boolean isRegistered(NodeAddress node) throws CallException {
        Service service = call(() -> consul.agentClient().getServices()).get(services.id(node));
        return service != null
                && service.getPort() == node.port()
                && service.getAddress().equals(node.host())
                && node.metadata()
                        .getOrDefault(NodeMetadata.INSTANCE, "")
                        .equals(service.getMeta().getOrDefault(NodeMetadata.INSTANCE, ""));
    }

    private ImmutableQueryOptions.Builder options() {
        return ImmutableQueryOptions.builder().datacenter(datacenter);
    }

    private <T> T call(Supplier<T> call) throws CallException {
        try {
            return call.get();
        } catch (ConsulException e) {
            throw failure(e);
        } catch (RuntimeException e) {
            // What the client throws when it cannot read an answer, or was closed meanwhile.
            throw new CallException(Kind.FAILED, "consul at " + address + ": " + e, e);
        }
    }

    private CallException failure(ConsulException e) {
        String at = "consul at " + address + ": ";
        if (!e.hasCode()) {
            return new CallException(Kind.AWAY, at + reason(e), e);
        }
        String said = String.valueOf(e.getMessage()).replaceFirst("^.*failed with status ", "");
        return switch (e.getCode()) {
            case 401, 403 ->
                    new CallException(
                            Kind.REFUSED,
                            at
                                    + "refuses halley.discovery.consul.token (expected: a token with"
                                    + " service:write for Halley's services, and node:read): "
                                    + said,
                            e);
            case 500, 502, 503, 504 -> new CallException(Kind.AWAY, at + said, e);
            default -> new CallException(Kind.FAILED, at + said, e);
        };
    }

    private static String reason(ConsulException e) {
        Throwable cause = e.getCause();
        return cause instanceof IOException ? text(cause) : text(e);
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** Calls on their way fail at once. */
    @Override
    public void close() {
        consul.destroy();
    }
}
