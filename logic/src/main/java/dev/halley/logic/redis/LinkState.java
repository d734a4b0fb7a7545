package dev.halley.logic.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the connection stands, as Lettuce tells. Thread-safe. */
final class LinkState implements RedisConnectionStateListener {
    private static final Logger LOG = LoggerFactory.getLogger(LinkState.class);

    private volatile @Nullable String whyDown = "not connected yet";
    private volatile boolean closing;

    Optional<String> whyDown() {
        return Optional.ofNullable(whyDown);
    }

    void failed(Throwable cause) {
        whyDown = String.valueOf(cause.getMessage());
    }

    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
        whyDown = null;
    }

    void closing() {
        closing = true;
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
        whyDown = "connection lost";
        if (closing) {
            return;
        }
        LOG.atWarn().log("redis connection lost");
    }
}
