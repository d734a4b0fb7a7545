package dev.halley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(10)
class ServerOptionsTest {

    @Test
    void looksIntoJvmsUnlessToldNotTo() {
        assertThat(parsed().intoJvms).isTrue();
        assertThat(parsed("--jvm").intoJvms).isTrue();
        assertThat(parsed("--no-jvm").intoJvms).isFalse();
    }

    private static ServerOptions parsed(String... arguments) {
        return CommandLine.populateCommand(new ServerOptions(), arguments);
    }
}
