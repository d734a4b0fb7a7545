package dev.halley.benchmarks.spec;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something to do with the cluster while the run goes on.
 *
 * @param atSeconds after the first push, which is one of the warm-up
 * @param words what to do, as {@code halley cluster} takes it: {@code kill job-1}
 */
public record TimedStep(double atSeconds, List<String> words) {

    private static final Pattern FORM =
            Pattern.compile(
                    "(\\d+(?:\\.\\d+)?)s: *((?:kill|stop|start|restart|pause|resume)( +[\\w-]+)*)");

    /** Copies the words. */
    public TimedStep {
        words = List.copyOf(words);
    }

    /**
     * Reads {@code 20s:kill job-1}.
     *
     * @throws IllegalArgumentException if it is not of this form
     */
    public static TimedStep parse(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "at: "
                            + text
                            + " (expected: such as 20s:kill job-1; kill, stop, start, pause,"
                            + " resume or restart)");
        }
        return new TimedStep(
                Double.parseDouble(matcher.group(1)), List.of(matcher.group(2).split(" +", -1)));
    }

    /** The words as typed. */
    public String what() {
        return String.join(" ", words);
    }
}
