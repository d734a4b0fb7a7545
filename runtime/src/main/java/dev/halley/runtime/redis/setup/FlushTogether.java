package dev.halley.runtime.redis.setup;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;

/**
 * Commands written close together leave in one system call: Lettuce flushes after each, which under
 * load is most of what a command costs.
 */
final class FlushTogether implements NettyCustomizer {
    private static final int AT_MOST = 256;

    @Override
    public void afterChannelInitialized(Channel channel) {
        channel.pipeline().addFirst("flush-together", new FlushConsolidationHandler(AT_MOST, true));
    }
}
