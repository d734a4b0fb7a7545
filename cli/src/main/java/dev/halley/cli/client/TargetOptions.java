package dev.halley.cli.client;

import dev.halley.sdk.push.PushTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a push is for; exactly one of them. */
final class TargetOptions {
    @Option(names = "--room", paramLabel = "TYPE://ID", description = "Everyone in this room.")
    @Nullable String room;

    @Option(names = "--user", paramLabel = "USER", description = "These users; repeatable.")
    List<String> users = List.of();

    @Option(names = "--key", paramLabel = "KEY", description = "These sessions; repeatable.")
    List<String> keys = List.of();

    @Option(names = "--all", description = "Everyone.")
    boolean all;

    PushTarget target(@Nullable Integer speed) {
        if (speed != null && !all) {
            throw new IllegalArgumentException("speed: " + speed + " (expected: only beside all)");
        }
        if (room != null) {
            return PushTarget.room(Usage.room(room));
        }
        if (!users.isEmpty()) {
            return new PushTarget.Users(users);
        }
        return keys.isEmpty()
                ? new PushTarget.Everyone(speed == null ? 0 : speed)
                : new PushTarget.Keys(keys);
    }
}
