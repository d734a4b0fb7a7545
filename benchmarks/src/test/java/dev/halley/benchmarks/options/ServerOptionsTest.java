package dev.halley.benchmarks.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(10)
class ServerOptionsTest {

    @Test
    void looksIntoJvmsUnlessToldNotTo() {
        assertThat(parsed().intoJvms()).isTrue();
        assertThat(parsed("--jvm").intoJvms()).isTrue();
        assertThat(parsed("--no-jvm").intoJvms()).isFalse();
    }

    @Test
    void canBeTypedAgain() {
        String[] words = {
            "--host=127.0.0.1",
            "--tcp-port=3201",
            "--ws-port=3202",
            "--rest=http://127.0.0.1:1,http://127.0.0.1:2",
            "--comet=127.0.0.1:5,127.0.0.1:6",
            "--pid=comet=11",
            "--pid=job=12",
            "--no-jvm"
        };
        assertThat(parsed(words).typed()).containsExactly(words);
        assertThat(parsed("--cluster").typed()).containsExactly("--cluster=default");
        assertThat(parsed("--cluster=b", "--pid=comet=1").typed()).containsExactly("--cluster=b");
    }

    private static ServerOptions parsed(String... arguments) {
        return CommandLine.populateCommand(new ServerOptions(), arguments);
    }
}
