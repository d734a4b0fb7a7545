package dev.halley.benchmarks.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.halley.benchmarks.scenario.BenchException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Has each contestant its turn, again and again: A B A B, so that what drifts meets all alike. */
final class RowRun {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Makes one run. */
    @FunctionalInterface
    interface Runner {
        /** The line of JSON that a command told; empty: it could not be run, and has said why. */
        Optional<String> run(List<String> words) throws InterruptedException;
    }

    /** Takes each run as soon as it is over. */
    @FunctionalInterface
    interface Kept {
        void keep(Made made) throws IOException;
    }

    /**
     * A run that was made.
     *
     * @param by whose turn it was
     * @param turn from 1
     * @param line what it told
     * @param run the same, read
     */
    record Made(Contestant by, int turn, String line, JsonNode run) {

        /** Why it is not a good run; empty: it is. */
        List<String> objections() {
            List<String> why = new ArrayList<>(objections(run, ""));
            if (run.has("background")) {
                why.addAll(objections(run.path("background"), "background: "));
            }
            return why;
        }

        private static List<String> objections(JsonNode run, String where) {
            List<String> why = new ArrayList<>();
            run.path("objections").forEach(said -> why.add(where + said.asText()));
            if (why.isEmpty() && !run.path("good").asBoolean(false)) {
                why.add(where + "by its own verdict");
            }
            return why;
        }
    }

    private final RowPlan plan;
    private final Runner runner;
    private final Kept kept;
    private final Consumer<String> progress;

    RowRun(RowPlan plan, Runner runner, Kept kept, Consumer<String> progress) {
        this.plan = plan;
        this.runner = runner;
        this.kept = kept;
        this.progress = progress;
    }

    /**
     * Makes all runs; blocks until they are over.
     *
     * @throws BenchException if one could not be made: what was measured before it is kept
     */
    RowResult run() throws BenchException, IOException, InterruptedException {
        List<Made> made = new ArrayList<>();
        for (int turn = 1; turn <= plan.turns(); turn++) {
            for (Contestant contestant : plan.contestants()) {
                progress.accept(
                        "%s, turn %d of %d: %s"
                                .formatted(
                                        contestant.name(), turn, plan.turns(), plan.row().name()));
                Made one = made(contestant, turn);
                kept.keep(one);
                made.add(one);
            }
        }
        return new RowResult(plan, made);
    }

    private Made made(Contestant contestant, int turn) throws BenchException, InterruptedException {
        String line =
                runner.run(contestant.words())
                        .orElseThrow(() -> new BenchException(failed(contestant, turn)));
        try {
            return new Made(contestant, turn, line, JSON.readTree(line));
        } catch (JsonProcessingException e) {
            throw new BenchException(failed(contestant, turn));
        }
    }

    private static String failed(Contestant contestant, int turn) {
        return "the run of %s in turn %d could not be made".formatted(contestant.name(), turn);
    }
}
