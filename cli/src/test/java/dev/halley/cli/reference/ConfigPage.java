package dev.halley.cli.reference;

import dev.halley.runtime.config.schema.ConfigKey;
import dev.halley.runtime.config.schema.ConfigSchema;
import dev.halley.runtime.config.schema.KeyShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The reference page of the configuration, written from the types and their comments. */
final class ConfigPage {
    private static final int SECTION_PARTS = 2;

    private final Collection<ConfigKey> keys;
    private final Map<String, String> descriptions;

    ConfigPage(List<Class<?>> mappings) {
        this.keys = ConfigSchema.of(mappings).keys();
        this.descriptions = new KeyComments(mappings).all();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(HEAD.split("\n", -1)));
        sections().forEach((section, members) -> add(lines, section, members));
        return lines;
    }

    private Map<String, List<ConfigKey>> sections() {
        Map<String, List<ConfigKey>> sections = new TreeMap<>();
        for (ConfigKey key : keys) {
            sections.computeIfAbsent(section(key.name()), name -> new ArrayList<>()).add(key);
        }
        return sections;
    }

    private void add(List<String> lines, String section, List<ConfigKey> members) {
        lines.add("## `" + section + "`");
        lines.add("");
        lines.add("| key | what | value | default |");
        lines.add("|---|---|---|---|");
        members.forEach(key -> lines.add(row(key)));
        lines.add("");
    }

    private String row(ConfigKey key) {
        String description = descriptions.get(key.name());
        if (description == null) {
            throw new IllegalStateException(key.name() + ": no comment (expected: a sentence)");
        }
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        key.name(),
                        description,
                        value(key).replace("|", "\\|"),
                        key.defaultValue().map(text -> "`" + text + "`").orElse(""));
    }

    private static String value(ConfigKey key) {
        String many =
                switch (key.shape()) {
                    case ONE, OPTIONAL -> "";
                    case LIST -> "list of ";
                    case MAP -> "entries of ";
                };
        String optional =
                key.shape() == KeyShape.OPTIONAL || key.shape() == KeyShape.LIST
                        ? ", optional"
                        : "";
        return many + key.expected() + optional + (key.secret() ? ", secret" : "");
    }

    private static String section(String name) {
        String[] parts = name.split("\\.", -1);
        return parts.length <= SECTION_PARTS ? parts[0] : parts[0] + "." + parts[1];
    }

    private static final String HEAD =
            """
            # Configuration

            One YAML file for a node (`--config FILE`), and the environment. What sets a key, strongest
            first: the command line (`--set KEY=VALUE` of `./halley run`), the environment, the file, the
            default. The variable of a key is its name in capitals, with `_` for everything that is not a
            letter or digit: `HALLEY_REDIS_URI` for `halley.redis.uri`. A secret can also be read from a
            file: its variable with `_FILE` behind it holds the path.

            A key that is not on this page is an error, and so is a value out of its range; all errors are
            reported at once, before anything starts. `./halley config check --config FILE` only checks,
            `./halley config show` prints every key with its value, secrets hidden. Variables of the
            environment that are not keys are ignored.

            A node takes the sections it has a use for: every tier `halley`, `halley.node`,
            `halley.discovery`, `halley.management` and its own; logic and job `halley.kafka` and
            `halley.redis` as well. One file can be shared by all: what belongs to another tier is passed
            over, and checked by that tier. `./halley run` takes all of them from one file, except where
            Kafka and Redis are, which it starts itself; it listens on the loopback address, and makes fewer
            partitions. Durations are numbers with a unit: `250ms`, `15s`, `5m`, `2h`, `1d`.

            This page is written from the types that read the configuration; a test compares the two.
            """;
}
