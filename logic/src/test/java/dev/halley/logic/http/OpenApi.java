package dev.halley.logic.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/** The document at {@code /openapi.yaml}, and whether an answer is what it says. */
final class OpenApi {
    private final Map<String, Object> document;

    private OpenApi(Map<String, Object> document) {
        this.document = document;
    }

    static OpenApi load() throws IOException {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
            return new OpenApi(new Yaml().load(in));
        }
    }

    /** {@code GET /v1/online} and so on. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        paths().forEach(
                        (path, methods) ->
                                map(methods)
                                        .keySet()
                                        .forEach(
                                                method ->
                                                        operations.add(
                                                                method.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path)));
        return operations;
    }

    private Map<String, Object> paths() {
        return map(document.get("paths"));
    }

    /** What is wrong with a JSON answer; empty when nothing is. */
    List<String> faults(String operation, int status, String contentType, Object json) {
        String method = operation.substring(0, operation.indexOf(' ')).toLowerCase(Locale.ROOT);
        String path = operation.substring(operation.indexOf(' ') + 1);
        Map<String, Object> responses =
                map(map(map(paths().get(path)).get(method)).get("responses"));
        Object response = responses.get(Integer.toString(status));
        if (response == null) {
            return List.of(operation + ": status " + status + " is not in the document");
        }
        Object content = map(resolve(response)).get("content");
        Object media = map(content).get(contentType);
        if (media == null) {
            return List.of(operation + ": " + contentType + " is not in the document");
        }
        List<String> faults = new ArrayList<>();
        check(map(media).get("schema"), json, operation, faults);
        return faults;
    }

    /** What is wrong with a value of a schema named in the document. */
    List<String> faults(String schema, Object json) {
        List<String> faults = new ArrayList<>();
        check(map(at("#/components/schemas/" + schema)), json, schema, faults);
        return faults;
    }

    private void check(Object unresolved, Object value, String where, List<String> faults) {
        Map<String, Object> schema = map(resolve(unresolved));
        Object type = schema.get("type");
        if (type != null && !isOfType(type.toString(), value)) {
            faults.add(where + ": " + value + " is no " + type);
        } else if (value instanceof Map<?, ?> object && schema.containsKey("properties")) {
            checkObject(schema, object, where, faults);
        } else if (value instanceof List<?> list && schema.containsKey("items")) {
            list.forEach(item -> check(schema.get("items"), item, where + "[]", faults));
        } else if (schema.get("enum") instanceof List<?> values && !values.contains(value)) {
            faults.add(where + ": " + value + " is none of " + values);
        }
    }

    private void checkObject(
            Map<String, Object> schema, Map<?, ?> object, String where, List<String> faults) {
        Map<String, Object> properties = map(schema.getOrDefault("properties", Map.of()));
        if (schema.get("required") instanceof List<?> required) {
            required.stream()
                    .filter(name -> !object.containsKey(name))
                    .forEach(name -> faults.add(where + ": " + name + " is missing"));
        }
        object.forEach(
                (name, value) -> {
                    if (!properties.containsKey(name.toString())) {
                        faults.add(where + ": " + name + " is not in the document");
                    } else {
                        check(properties.get(name.toString()), value, where + "." + name, faults);
                    }
                });
    }

    private static boolean isOfType(String type, Object value) {
        return switch (type) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            default -> false;
        };
    }

    private Object resolve(Object schema) {
        Object reference = map(schema).get("$ref");
        return reference == null ? schema : at(reference.toString());
    }

    private Object at(String reference) {
        Object node = document;
        for (String name : reference.substring(2).split("/", -1)) {
            node = map(node).get(name);
        }
        return node;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }
}
