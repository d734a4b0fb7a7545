package dev.halley.cli.node;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every tier's command takes. */
final class TierOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A YAML file; the environment can set keys too.")
    @Nullable Path config;
}
