package dev.halley.benchmarks.html;

import java.util.Locale;

/** Text and numbers as HTML and SVG have them. */
final class Markup {

    private static final double LARGE = 1_000;

    private Markup() {}

    /** Text that is nothing but text, between tags and in attributes. */
    static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** For people: three digits that count. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= LARGE) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        int whole = size < 1 ? 0 : (int) Math.log10(size) + 1;
        return String.format(Locale.ROOT, "%." + Math.max(0, 3 - whole) + "f", value);
    }

    /** A place in a drawing. */
    static String at(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static String label(double x, double y, String anchor, String raw) {
        return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                .formatted(at(x), at(y), anchor, text(raw));
    }
}
