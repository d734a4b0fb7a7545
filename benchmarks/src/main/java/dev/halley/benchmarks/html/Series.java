package dev.halley.benchmarks.html;

import dev.halley.benchmarks.compare.Figures;
import dev.halley.benchmarks.compare.RunFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One file in the plots.
 *
 * @param name as the legend has it
 * @param color of its bars and lines
 * @param figures by name, as in the JSON; medians when the file holds several runs
 */
record Series(String name, String color, Map<String, Double> figures) {

    // Told apart by people who do not see red and green (Okabe and Ito), too.
    private static final String[] COLORS = {
        "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#666666", "#a6890b"
    };

    Series {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** The one at this place among all. */
    static Series of(RunFile file, String name, int index) {
        return new Series(name, COLORS[index % COLORS.length], Figures.of(file.runs()));
    }
}
