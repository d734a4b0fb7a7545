package dev.halley.runtime.config.loading;

import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.config.schema.ConfigSchema;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads configuration into {@link ConfigMapping} interfaces. What sets a key, strongest first:
 * overrides, the environment ({@code HALLEY_REDIS_URI} for {@code halley.redis.uri}), a YAML file,
 * the default. A key that no mapping knows is an error; environment variables are not held to that,
 * because orchestrators add some of their own. Immutable, thread-safe; loading blocks on the file.
 */
public final class ConfigLoader {
    private final Map<String, String> environment;
    private final Map<String, String> defaults;
    private final List<Class<?>> known;

    /** A loader that takes these variables for the environment. */
    public ConfigLoader(Map<String, String> environment) {
        this(environment, Map.of(), List.of());
    }

    private ConfigLoader(
            Map<String, String> environment, Map<String, String> defaults, List<Class<?>> known) {
        this.environment = Map.copyOf(environment);
        this.defaults = Map.copyOf(defaults);
        this.known = List.copyOf(known);
    }

    /** The same with other defaults for some keys: whole key names to values. */
    public ConfigLoader withDefaults(Map<String, String> other) {
        return new ConfigLoader(environment, other, known);
    }

    /** The same for a file that others read too: what only these mappings know is passed over. */
    public ConfigLoader withKnown(List<Class<?>> mappings) {
        return new ConfigLoader(environment, defaults, mappings);
    }

    /** A loader that reads the environment of this process. */
    public static ConfigLoader ofProcess() {
        return new ConfigLoader(System.getenv());
    }

    /**
     * Loads one mapping; every key in the file must be its, or one that others are known to have.
     *
     * @param file a YAML file, or null for none
     * @param overrides whole key names to values
     * @throws ConfigException with everything that is wrong
     */
    public <T> T load(Class<T> mapping, @Nullable Path file, Map<String, String> overrides) {
        return loadAll(List.of(mapping), file, overrides).get(mapping);
    }

    /**
     * Loads several mappings from one file; every key in it must belong to one of them, or to others
     * that are known.
     *
     * @param file a YAML file, or null for none
     * @param overrides whole key names to values
     * @throws ConfigException with everything that is wrong
     */
    public LoadedConfig loadAll(
            List<Class<?>> mappings, @Nullable Path file, Map<String, String> overrides) {
        ConfigSchema schema = ConfigSchema.of(mappings);
        ConfigSources sources = new ConfigSources(schema, environment, defaults, overrides);
        check(schema, known(mappings), sources.builder(file).build());
        return new LoadedConfig(schema, map(sources.builder(file), mappings));
    }

    private static void check(ConfigSchema schema, ConfigSchema known, SmallRyeConfig config) {
        List<String> problems = new ConfigCheck(schema, known, config).problems();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private ConfigSchema known(List<Class<?>> mappings) {
        return ConfigSchema.of(Stream.concat(known.stream(), mappings.stream()).toList());
    }

    // A builder that knows mappings stops at what it cannot map, so the check above comes first.
    private static SmallRyeConfig map(SmallRyeConfigBuilder builder, List<Class<?>> mappings) {
        mappings.forEach(builder::withMapping);
        try {
            return builder.withValidateUnknown(false).build();
        } catch (ConfigValidationException e) {
            throw new ConfigException(
                    IntStream.range(0, e.getProblemCount())
                            .mapToObj(i -> e.getProblem(i).getMessage())
                            .toList());
        }
    }
}
