package dev.halley.job.bootstrap;

import dev.halley.job.support.Backends;
import dev.halley.job.support.FakeComet;
import dev.halley.runtime.discovery.StaticDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What jobs of a test class stand on: a Kafka and a Redis for all its tests, and for each test two
 * comets, a consumer group and a room of its own.
 */
final class JobBed
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    /** How long a test waits for anything. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private Path folder;
    private Backends backends;
    private FakeComet comet;
    private FakeComet other;
    private String group;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        folder = Files.createTempDirectory("halley-job");
        backends = new Backends(folder);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        group = context.getRequiredTestMethod().getName();
        comet = new FakeComet("comet-1");
        other = new FakeComet("comet-2");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        comet.close();
        other.close();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        backends.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    Backends backends() {
        return backends;
    }

    FakeComet comet() {
        return comet;
    }

    FakeComet other() {
        return other;
    }

    /** Named as the test. */
    String group() {
        return group;
    }

    String room() {
        return "live://" + group;
    }

    /** A job that knows both comets. */
    RunningJob job(String name) {
        return job(name, Map.of());
    }

    /** The same with settings beside those of every test. */
    RunningJob job(String name, Map<String, String> more) {
        StaticDirectory nodes = new StaticDirectory(List.of(comet.address(), other.address()));
        return new RunningJob(name, group, backends, nodes, more);
    }
}
