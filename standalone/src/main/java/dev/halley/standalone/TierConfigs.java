package dev.halley.standalone;

import dev.halley.comet.config.CometNodeConfig;
import dev.halley.embedded.LoopbackPort;
import dev.halley.job.config.JobConfig;
import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.config.loading.LoadedConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration of each tier, all from one file: what of it belongs to another tier is no error
 * here.
 *
 * @param comet for the comet
 * @param logic for the logic
 * @param job for the job
 */
record TierConfigs(CometNodeConfig comet, LogicNodeConfig logic, JobConfig job) {
    static final List<Class<?>> MAPPINGS =
            List.of(CometNodeConfig.class, LogicNodeConfig.class, JobConfig.class);

    private static final List<String> CLIENT_HOSTS =
            List.of("halley.comet.host", "halley.logic.http.host", "halley.management.host");

    /** Loads and checks everything at once; the servers that run here are where they really are. */
    static TierConfigs load(
            ConfigLoader loader, StandaloneOptions options, String kafka, String redis) {
        Map<String, String> overrides = new HashMap<>(options.overrides());
        overrides.put("halley.kafka.bootstrap-servers", kafka);
        overrides.put("halley.redis.uri", redis);
        options.bind().ifPresent(host -> CLIENT_HOSTS.forEach(key -> overrides.put(key, host)));
        LoadedConfig config =
                loader.withDefaults(defaults())
                        .loadAll(MAPPINGS, options.file().orElse(null), overrides);
        return new TierConfigs(
                config.get(CometNodeConfig.class),
                config.get(LogicNodeConfig.class),
                config.get(JobConfig.class));
    }

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new HashMap<>();
        CLIENT_HOSTS.forEach(key -> defaults.put(key, LoopbackPort.HOST));
        // One machine and one person who waits for the prompt: fewer partitions, a short good-bye.
        defaults.put("halley.kafka.push-partitions", "4");
        defaults.put("halley.kafka.room-partitions", "4");
        defaults.put("halley.kafka.all-partitions", "1");
        defaults.put("halley.kafka.upstream-partitions", "4");
        defaults.put("halley.comet.drain-window", "2s");
        defaults.put("halley.logic.page.enabled", "true");
        return defaults;
    }
}
