package dev.halley.benchmarks.sizing;

import dev.halley.benchmarks.sizing.plan.Constant;
import java.util.Locale;

/** The constants as a table for people. */
final class ConstantsText {

    private ConstantsText() {}

    static String table() {
        StringBuilder out = new StringBuilder();
        for (Constant constant : Constant.values()) {
            out.append(row(constant)).append('\n');
        }
        return out.toString();
    }

    private static String row(Constant constant) {
        return String.format(
                        Locale.ROOT,
                        "%-20s %13s %-6s %-14s %s%s",
                        constant.label(),
                        number(constant.value()),
                        constant.unit(),
                        constant.basis().text(),
                        constant.what(),
                        source(constant))
                .stripTrailing();
    }

    private static String source(Constant constant) {
        String where = constant.where();
        return where.isEmpty() ? "" : " (" + where + ")";
    }

    /** Without digits that say nothing. */
    static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.2f", value)
                .replaceFirst("(\\.\\d*?)0+$", "$1");
    }
}
