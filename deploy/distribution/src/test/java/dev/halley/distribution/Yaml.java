package dev.halley.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML, JSON with it, into trees; what is merged into a map stands in it. */
final class Yaml {
    private static final ObjectMapper TREES = new ObjectMapper();

    private Yaml() {}

    /** A file of deploy/; a key that stands in it twice is an error. */
    static JsonNode read(String name) {
        return parse(Deployed.text(name));
    }

    static JsonNode parse(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return TREES.valueToTree(
                new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).<Object>load(text));
    }

    /** The elements of a list as text. */
    static Stream<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
    }
}
