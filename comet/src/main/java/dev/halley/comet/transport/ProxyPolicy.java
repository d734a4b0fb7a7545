package dev.halley.comet.transport;

import dev.halley.comet.config.ProxyConfig;
import dev.halley.comet.session.Handshake;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.util.List;

/** What is believed of load balancers. Immutable. */
final class ProxyPolicy {
    private final TrustedAddresses trusted;
    private final boolean protocol;
    private final boolean forwardedFor;

    ProxyPolicy(ProxyConfig config) {
        this.trusted = new TrustedAddresses(config.trusted().orElse(List.of()));
        this.protocol = config.protocol();
        this.forwardedFor = config.forwardedFor();
    }

    /** Expects a PROXY protocol header first, if this peer sends one. */
    void prepare(Channel channel, Handshake handshake) {
        if (protocol && trusted.contains(channel.remoteAddress())) {
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addLast("proxy-detection", new ProxyDetection());
            pipeline.addLast("proxy-protocol", new HAProxyMessageDecoder());
            pipeline.addLast("proxy-header", new ProxyHeader(handshake));
        }
    }

    /** Whether this peer's X-Forwarded-For header is believed. */
    boolean believesForwardedFor(Channel channel) {
        return forwardedFor && trusted.contains(channel.remoteAddress());
    }

    /**
     * The client's address out of X-Forwarded-For: the last entry is what our own load balancer saw,
     * what stands before it anyone may have written.
     */
    static String clientOf(String forwardedFor) {
        return forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).trim();
    }
}
