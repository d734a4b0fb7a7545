package dev.halley.logic.redis;

import dev.halley.api.redis.RedisKeys;

/** The names of the app asked for last: there is one app on most clusters. Thread-safe. */
public final class AppKeys {
    private volatile Names last = new Names("default", new RedisKeys("default"));

    /** Names for an app; made once while the same app is asked for. Never blocks. */
    public RedisKeys of(String app) {
        Names names = last;
        if (!names.app().equals(app)) {
            names = new Names(app, new RedisKeys(app));
            last = names;
        }
        return names.keys();
    }

    private record Names(String app, RedisKeys keys) {}
}
