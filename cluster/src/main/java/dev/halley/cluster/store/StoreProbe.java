package dev.halley.cluster.store;

import dev.halley.cluster.plan.PlannedNode;
import dev.halley.cluster.process.ProcessMark;
import dev.halley.embedded.consul.ConsulPing;
import dev.halley.embedded.kafka.BrokerMain;
import dev.halley.embedded.redis.RedisPing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a store serves. */
public final class StoreProbe {
    private StoreProbe() {}

    /**
     * Asks it; blocks two seconds at most.
     *
     * @param process the process that is to serve
     * @param data the node's folder
     */
    public static boolean serves(PlannedNode node, ProcessMark process, Path data) {
        return switch (node.tier()) {
            case CONSUL -> ConsulPing.answers(node.port("http"), Optional.empty());
            case REDIS -> RedisPing.answers(node.port("client"));
            case KAFKA -> saysSo(process, data.resolve(BrokerMain.READY_FILE));
            default -> throw new IllegalArgumentException(node.name() + ": no store");
        };
    }

    private static boolean saysSo(ProcessMark process, Path ready) {
        try {
            return Files.exists(ready)
                    && Files.readString(ready).strip().equals(String.valueOf(process.pid()));
        } catch (IOException e) {
            return false;
        }
    }
}
