package dev.halley.cli.node;

import dev.halley.comet.config.CometNodeConfig;
import dev.halley.job.config.JobConfig;
import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.config.loading.LoadedConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code halley config}: what a configuration says, and whether it can be used. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Check or show the configuration.",
        subcommands = {ConfigCommand.Check.class, ConfigCommand.Show.class})
public final class ConfigCommand implements Callable<Integer> {
    /** Made by picocli. */
    public ConfigCommand() {}

    @Override
    public Integer call() {
        System.err.println("halley config: check or show?");
        return 2;
    }

    /** Whose configuration. */
    enum Tier {
        COMET,
        LOGIC,
        JOB,
        ALL;

        private List<Class<?>> mappings() {
            return switch (this) {
                case COMET -> List.of(CometNodeConfig.class);
                case LOGIC -> List.of(LogicNodeConfig.class);
                case JOB -> List.of(JobConfig.class);
                case ALL -> Mappings.ALL;
            };
        }
    }

    /** Loads, and says what is wrong. */
    private abstract static class Loading implements Callable<Integer> {
        @Option(names = "--config", paramLabel = "FILE", description = "A YAML file.")
        private @Nullable Path config;

        @Option(
                names = "--tier",
                defaultValue = "all",
                description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
        private Tier tier = Tier.ALL;

        @Override
        public Integer call() {
            try {
                loaded(Mappings.sharedFile().loadAll(tier.mappings(), config, Map.of()));
                return 0;
            } catch (ConfigException e) {
                e.problems().forEach(System.err::println);
                return 1;
            }
        }

        abstract void loaded(LoadedConfig config);
    }

    /** Only the exit code and what is wrong. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Say everything that is wrong with a configuration.")
    static final class Check extends Loading {
        @Override
        void loaded(LoadedConfig config) {
            System.out.println("good");
        }
    }

    /** Every key that has a value. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Print every key and its value; secrets are hidden.")
    static final class Show extends Loading {
        @Override
        void loaded(LoadedConfig config) {
            config.shown().forEach(System.out::println);
        }
    }
}
