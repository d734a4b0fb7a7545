package dev.halley.cluster.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlTextTest {
    @Test
    void nestsNamesAndQuotesValues() {
        assertThat(
                        YamlText.of(
                                Map.of(
                                        "halley.node.name", "comet-1",
                                        "halley.comet.grpc.port", "1",
                                        "halley.comet.tcp-port", "2",
                                        "halley.app", "a \"b\" \\c")))
                .isEqualTo(
                        """
                        halley:
                          app: "a \\"b\\" \\\\c"
                          comet:
                            grpc:
                              port: "1"
                            tcp-port: "2"
                          node:
                            name: "comet-1"
                        """);
    }

    @Test
    void refusesANameThatIsAnotherOnesBeginning() {
        assertThatThrownBy(() -> YamlText.of(Map.of("halley.app", "a", "halley.app.b", "c")))
                .hasMessage("halley.app: has a value (expected: none beside halley.app.b)");
    }
}
