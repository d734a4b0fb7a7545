package dev.halley.runtime.management;

import java.util.Iterator;
import java.util.Map;

/** Writes plain values as JSON; the few facts of a node are not worth a library here. */
public final class JsonText {
    private JsonText() {}

    /**
     * A line of JSON. Maps become objects, other things that can be iterated arrays, numbers and
     * booleans themselves, and everything else its text.
     */
    public static String of(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value);
        return out.append('\n').toString();
    }

    private static void write(StringBuilder out, Object value) {
        if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Map<?, ?> map) {
            writeAll(out, '{', map.entrySet().iterator(), '}');
        } else if (value instanceof Map.Entry<?, ?> entry) {
            writeText(out, String.valueOf(entry.getKey()));
            out.append(':');
            write(out, entry.getValue());
        } else if (value instanceof Iterable<?> list) {
            writeAll(out, '[', list.iterator(), ']');
        } else {
            writeText(out, value.toString());
        }
    }

    private static void writeAll(StringBuilder out, char open, Iterator<?> values, char close) {
        out.append(open);
        while (values.hasNext()) {
            write(out, values.next());
            if (values.hasNext()) {
                out.append(',');
            }
        }
        out.append(close);
    }

    private static void writeText(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
