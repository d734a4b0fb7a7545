package dev.halley.cluster.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes settings as a YAML file that is nested as their names are. */
public final class YamlText {
    private static final String INDENT = "  ";

    private YamlText() {}

    /**
     * The file's text, sorted by name.
     *
     * @throws IllegalArgumentException if one name is another one's beginning
     */
    public static String of(Map<String, String> settings) {
        StringBuilder text = new StringBuilder();
        List<String> open = new ArrayList<>();
        String before = "";
        for (Map.Entry<String, String> setting : new TreeMap<>(settings).entrySet()) {
            if (!before.isEmpty() && setting.getKey().startsWith(before + ".")) {
                throw new IllegalArgumentException(
                        before + ": has a value (expected: none beside " + setting.getKey() + ")");
            }
            before = setting.getKey();
            write(text, open, List.of(before.split("\\.", -1)), setting.getValue());
        }
        return text.toString();
    }

    private static void write(
            StringBuilder text, List<String> open, List<String> name, String value) {
        int depth = 0;
        while (depth < open.size()
                && depth < name.size() - 1
                && open.get(depth).equals(name.get(depth))) {
            depth++;
        }
        open.subList(depth, open.size()).clear();
        for (; depth < name.size() - 1; depth++) {
            text.append(INDENT.repeat(depth)).append(name.get(depth)).append(":\n");
            open.add(name.get(depth));
        }
        text.append(INDENT.repeat(depth))
                .append(name.get(depth))
                .append(": \"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\"\n");
    }
}
