package dev.halley.runtime.config.loading;

import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.config.schema.ConfigKey;
import dev.halley.runtime.config.schema.ConfigSchema;
import dev.halley.runtime.config.schema.DurationText;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the sources of one configuration together. */
final class ConfigSources {
    static final String ENVIRONMENT = "environment";
    private static final int OVERRIDE = 500;
    private static final int SECRET_FILE = 400;
    private static final int ENV = 300;
    private static final int FILE = 200;
    private static final int DEFAULT = 150;

    private final ConfigSchema schema;
    private final Map<String, String> environment;
    private final Map<String, String> defaults;
    private final Map<String, String> overrides;

    ConfigSources(
            ConfigSchema schema,
            Map<String, String> environment,
            Map<String, String> defaults,
            Map<String, String> overrides) {
        this.schema = schema;
        this.environment = environment;
        this.defaults = defaults;
        this.overrides = overrides;
    }

    /** The sources under what converts their text; every call reads the file again. */
    SmallRyeConfigBuilder builder(@Nullable Path file) {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder()
                        .withConverter(Duration.class, OVERRIDE, DurationText::parse)
                        .withSources(new PropertiesConfigSource(overrides, "overrides", OVERRIDE))
                        .withSources(
                                new PropertiesConfigSource(
                                        secretFiles(), "secret files", SECRET_FILE))
                        .withSources(new PropertiesConfigSource(defaults, "defaults", DEFAULT))
                        .withSources(new Environment(environment));
        if (file != null) {
            builder.withSources(yaml(file));
        }
        for (ConfigKey key : schema.keys()) {
            key.defaultValue().ifPresent(value -> builder.withDefaultValue(key.name(), value));
        }
        return builder;
    }

    private static YamlConfigSource yaml(Path file) {
        try {
            return new YamlConfigSource(file.toString(), Files.readString(file), FILE);
        } catch (IOException e) {
            throw new ConfigException(
                    List.of("config file: " + file + " (expected: a file that can be read)"));
        } catch (RuntimeException e) {
            String why = String.valueOf(e.getMessage());
            throw new ConfigException(
                    List.of("config file: " + file + " (expected: valid YAML): " + oneLine(why)));
        }
    }

    // The parser quotes the file, a password maybe, in lines of their own with an indent.
    private static String oneLine(String message) {
        return message.replaceAll("(?m)^ {4}.*$", "").replaceAll("\\s+", " ").trim();
    }

    private Map<String, String> secretFiles() {
        Map<String, String> values = new HashMap<>();
        for (ConfigKey key : schema.keys()) {
            String file = key.secret() ? environment.get(key.environmentName() + "_FILE") : null;
            if (file != null) {
                values.put(key.name(), secret(key, Path.of(file)));
            }
        }
        return values;
    }

    private static String secret(ConfigKey key, Path file) {
        try {
            return Files.readString(file).stripTrailing();
        } catch (IOException e) {
            throw new ConfigException(
                    List.of(
                            key.name()
                                    + ": file "
                                    + file
                                    + " (expected: a file that can be read)"));
        }
    }

    /** The environment under a name of its own, so that the check of unknown keys leaves it out. */
    private static final class Environment extends EnvConfigSource {
        private static final long serialVersionUID = 1L;

        Environment(Map<String, String> variables) {
            super(variables, ENV);
        }

        @Override
        public String getName() {
            return ENVIRONMENT;
        }
    }
}
