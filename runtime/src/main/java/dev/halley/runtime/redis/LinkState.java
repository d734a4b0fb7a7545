package dev.halley.runtime.redis;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether Redis can be used, and since when it is said so. Thread-safe. */
final class LinkState {
    private static final Logger LOG = LoggerFactory.getLogger(LinkState.class);

    private final String address;
    private volatile @Nullable String whyDown = "not connected yet";
    private boolean wasUp;
    private boolean closing;

    LinkState(String address) {
        this.address = address;
    }

    Optional<String> whyDown() {
        String why = whyDown;
        return why == null ? Optional.empty() : Optional.of(address + ": " + why);
    }

    synchronized void up() {
        if (whyDown == null || closing) {
            return;
        }
        whyDown = null;
        LOG.atInfo().addKeyValue("remote", address).log(wasUp ? "redis back" : "redis connected");
        wasUp = true;
    }

    synchronized void down(String why) {
        boolean news = !why.equals(whyDown);
        whyDown = why;
        if (news && !closing) {
            LOG.atWarn()
                    .addKeyValue("remote", address)
                    .addKeyValue("reason", why)
                    .log("redis away");
        }
    }

    synchronized void closing() {
        closing = true;
        whyDown = "closed";
    }
}
