package dev.halley.comet.transport;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/** Addresses of load balancers, as networks. Immutable. */
final class TrustedAddresses {
    private final List<IpSubnetFilterRule> networks;

    /**
     * Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or single addresses.
     *
     * @throws IllegalArgumentException naming the one that is not an address
     */
    TrustedAddresses(List<String> networks) {
        this.networks = networks.stream().map(TrustedAddresses::rule).toList();
    }

    /** Whether the peer is one of them. */
    boolean contains(SocketAddress remote) {
        return remote instanceof InetSocketAddress inet
                && !inet.isUnresolved()
                && networks.stream().anyMatch(network -> network.matches(inet));
    }

    private static IpSubnetFilterRule rule(String network) {
        int slash = network.indexOf('/');
        String address = slash < 0 ? network : network.substring(0, slash);
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            throw bad(network);
        }
        int bits = 8 * bytes.length;
        try {
            int prefix = slash < 0 ? bits : Integer.parseInt(network.substring(slash + 1));
            return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException e) {
            throw bad(network);
        }
    }

    private static IllegalArgumentException bad(String network) {
        return new IllegalArgumentException(
                "halley.comet.proxy.trusted: "
                        + network
                        + " (expected: an address, or a network such as 10.0.0.0/8)");
    }
}
