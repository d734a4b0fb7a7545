package dev.halley.benchmarks.row;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.halley.benchmarks.compare.CompareReport;
import dev.halley.benchmarks.compare.RunFile;
import dev.halley.benchmarks.measure.report.JsonFigures;
import dev.halley.benchmarks.measure.report.Told;
import dev.halley.benchmarks.row.Contestant.Role;
import dev.halley.benchmarks.row.RowResult.Judged;
import dev.halley.benchmarks.row.RowResult.Verdict;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A row that was measured, for people and for programs. */
final class RowReport {

    private static final String NOTHING = "-";
    private static final double LARGE = 1_000;

    private final RowResult result;
    private final Optional<CompareReport> compared;

    RowReport(RowResult result) {
        this.result = result;
        this.compared =
                result.contestant(Role.PEER).isEmpty()
                        ? Optional.empty()
                        : Optional.of(CompareReport.of(file(Role.HALLEY), file(Role.PEER)));
    }

    Told told() {
        return new Told(text(), json(), result.exitCode());
    }

    private RunFile file(Role role) {
        String name = result.contestant(role).map(Contestant::name).orElse("");
        return new RunFile(name, result.of(role).stream().map(RowRun.Made::run).toList());
    }

    private String text() {
        RowPlan plan = result.plan();
        StringBuilder out = new StringBuilder();
        out.append("%s: %s\n".formatted(plan.row().name(), plan.row().what()));
        plan.contestants()
                .forEach(each -> out.append("  %-8s %s\n".formatted(each.name(), each.command())));
        if (plan.turns() > 1) {
            out.append("  medians of %d turns each\n".formatted(plan.turns()));
        }
        out.append('\n').append(head());
        result.judged().forEach(judged -> out.append(line(judged)));
        result.notes().forEach(note -> out.append("note: ").append(note).append('\n'));
        compared.ifPresent(report -> out.append('\n').append(report.text()));
        return out.toString();
    }

    private String head() {
        StringBuilder out = new StringBuilder("%-44s %12s".formatted("", "halley"));
        result.contestant(Role.PEER).ifPresent(peer -> columns(out, peer.name(), "ratio"));
        result.contestant(Role.FLOOR).ifPresent(floor -> columns(out, "floor", "ratio"));
        return out.append("  target\n").toString();
    }

    private String line(Judged judged) {
        String unit = judged.figure().unit().isEmpty() ? "" : ", " + judged.figure().unit();
        StringBuilder out =
                new StringBuilder(
                        "%-44s %12s"
                                .formatted(judged.figure().name() + unit, number(judged.halley())));
        if (result.contestant(Role.PEER).isPresent()) {
            columns(out, number(judged.peer()), ratio(judged.overPeer()));
        }
        if (result.contestant(Role.FLOOR).isPresent()) {
            columns(out, number(judged.floor()), ratio(judged.overFloor()));
        }
        return out.append(verdict(judged)).append('\n').toString();
    }

    private static String verdict(Judged judged) {
        StringBuilder out = new StringBuilder();
        if (judged.verdict() != Verdict.NO_TARGET) {
            out.append("  %s: %s".formatted(judged.figure().target(), words(judged.verdict())));
        }
        if (!judged.figure().goim().isEmpty()) {
            out.append("  (goim, measured earlier: %s)".formatted(judged.figure().goim()));
        }
        return out.toString();
    }

    private String json() {
        RowPlan plan = result.plan();
        JsonFigures out = new JsonFigures();
        ObjectNode root = out.root();
        root.put("row", plan.row().name());
        root.put("what", plan.row().what());
        root.put("turns", plan.turns());
        ObjectNode commands = root.putObject("commands");
        plan.contestants().forEach(each -> commands.put(each.name(), each.command()));
        ArrayNode figures = root.putArray("figures");
        result.judged().forEach(judged -> put(figures.addObject(), judged));
        root.put("met", result.met());
        root.put("good", result.good());
        result.notes().forEach(root.putArray("notes")::add);
        compared.ifPresent(report -> root.set("compared", report.tree()));
        return out.line();
    }

    private static void put(ObjectNode node, Judged judged) {
        node.put("name", judged.figure().name());
        node.put("unit", judged.figure().unit());
        put(node, "halley", judged.halley());
        put(node, "peer", judged.peer());
        put(node, "floor", judged.floor());
        put(node, "over_peer", judged.overPeer());
        put(node, "over_floor", judged.overFloor());
        node.put("target", judged.figure().target());
        put(node, "limit", judged.limit());
        node.put("verdict", words(judged.verdict()));
        node.put("goim_earlier", judged.figure().goim());
    }

    private static void put(ObjectNode node, String key, OptionalDouble value) {
        value.ifPresent(number -> node.put(key, JsonFigures.round(number)));
    }

    private static String words(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void columns(StringBuilder out, String value, String ratio) {
        out.append(" %12s %7s".formatted(value, ratio));
    }

    private static String ratio(OptionalDouble ratio) {
        return ratio.isPresent()
                ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble())
                : NOTHING;
    }

    private static String number(OptionalDouble value) {
        if (value.isEmpty()) {
            return NOTHING;
        }
        double number = value.getAsDouble();
        return String.format(Locale.ROOT, Math.abs(number) >= LARGE ? "%,.0f" : "%.3f", number);
    }
}
