package dev.halley.comet.session.shared;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.ConcurrentHashMap;

/** Counts distinct remote addresses of sessions. Thread-safe. */
public final class ClientAddresses {
    private final ConcurrentHashMap<String, Integer> sessions = new ConcurrentHashMap<>();

    /** The address at the other end of a connection; empty when there is none. */
    public static String of(Channel channel) {
        SocketAddress remote = channel.remoteAddress();
        return remote instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : "";
    }

    /** A session from there has begun. */
    public void add(String address) {
        sessions.merge(address, 1, Integer::sum);
    }

    /** A session from there has ended. */
    public void remove(String address) {
        sessions.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }

    /** How many there are. */
    public int count() {
        return sessions.size();
    }
}
