package dev.halley.comet.frames;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a parser takes for JSON is taken for it, and nothing else. */
class JsonScanPropertyTest {
    private final JsonFactory factory = new JsonFactory();

    @Property(tries = 5000)
    void agreesWithAParser(@ForAll("almostJson") String text) {
        assertThat(JsonScan.isJson(text.getBytes(UTF_8))).as(text).isEqualTo(parses(text));
    }

    @Property(tries = 200)
    void agreesOnEveryBeginningOfADocument(@ForAll("cuts") int length) {
        String text = "{\"a\":[1,-2.5e+3,true,null,\"\\u00e4\\n\"],\"b\":{}}".substring(0, length);

        assertThat(JsonScan.isJson(text.getBytes(UTF_8))).as(text).isEqualTo(parses(text));
    }

    @Provide
    Arbitrary<String> almostJson() {
        return Arbitraries.of(
                        "{", "}", "[", "]", ",", ":", "\"a\"", "\"", "\\", "\\u12", "0", "1", "-",
                        ".", "e", "+", "true", "null", "fals", " ", "\n", "ü")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Integer> cuts() {
        return Arbitraries.integers().between(0, 45);
    }

    private boolean parses(String text) {
        try (JsonParser parser = factory.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
