package dev.halley.benchmarks.row.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One row of the table of targets.
 *
 * @param name as it is typed
 * @param what in a few words
 * @param scenario the command of {@code bench} that is run, with every option that may be changed
 * @param floor the floor that is run beside it; empty: there is none
 * @param figures of the run
 */
public record Row(
        String name,
        String what,
        List<String> scenario,
        Optional<List<String>> floor,
        List<Figure> figures) {

    /** What the option of the transport begins with. */
    public static final String TRANSPORT = "--transport=";

    private static final String LIVE_HEAP = "--live-heap";

    /** Copies the lists. */
    public Row {
        scenario = List.copyOf(scenario);
        floor = floor.map(List::copyOf);
        figures = List.copyOf(figures);
    }

    /** Whether sessions connect. */
    public boolean connects() {
        return !scenario.get(0).equals("rest");
    }

    /** Whether something is pushed. */
    public boolean pushes() {
        return !scenario.get(0).equals("idle") && !scenario.get(0).equals("handshake");
    }

    /** The tiers whose processes have to be known. */
    public Set<String> tiers() {
        Set<String> tiers = new LinkedHashSet<>();
        figures.forEach(figure -> tiers.addAll(figure.measure().tiers()));
        return tiers;
    }

    /** What is run against a peer, of whose processes it is not known whether they are JVMs. */
    public List<String> scenarioOfPeer() {
        return scenario.stream().filter(word -> !word.equals(LIVE_HEAP)).toList();
    }

    /**
     * The same with other options, in the scenario and in the floor, where these have them.
     *
     * @throws IllegalArgumentException if the row has no such option
     */
    public Row with(Map<String, String> changes) {
        Set<String> known = new LinkedHashSet<>(options(scenario));
        floor.ifPresent(words -> known.addAll(options(words)));
        for (String option : changes.keySet()) {
            if (!known.contains(option)) {
                throw new IllegalArgumentException(
                        "set: %s (expected: one of %s)"
                                .formatted(option, String.join(", ", known)));
            }
        }
        return new Row(
                name,
                what,
                changed(scenario, changes),
                floor.map(words -> changed(words, changes)),
                figures);
    }

    private static List<String> options(List<String> words) {
        return words.stream().filter(word -> word.contains("=")).map(Row::option).toList();
    }

    private static List<String> changed(List<String> words, Map<String, String> changes) {
        List<String> result = new ArrayList<>();
        for (String word : words) {
            String to = word.contains("=") ? changes.get(option(word)) : null;
            result.add(to == null ? word : "--" + option(word) + "=" + to);
        }
        return result;
    }

    private static String option(String word) {
        return word.substring("--".length(), word.indexOf('='));
    }
}
