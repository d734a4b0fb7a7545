package dev.halley.standalone.faults;

import dev.halley.comet.bootstrap.CometMain;
import dev.halley.job.bootstrap.JobMain;
import dev.halley.logic.bootstrap.LogicMain;
import java.nio.file.Path;

/** What a child process of the tests runs: one tier, with this configuration file. */
final class TierMain {
    private TierMain() {}

    public static void main(String[] args) {
        Path config = Path.of(args[1]);
        System.exit(
                switch (args[0]) {
                    case "comet" -> CometMain.run(config);
                    case "logic" -> LogicMain.run(config);
                    case "job" -> JobMain.run(config);
                    default -> throw new IllegalArgumentException("tier: " + args[0]);
                });
    }
}
