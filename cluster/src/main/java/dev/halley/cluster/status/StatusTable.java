package dev.halley.cluster.status;

import dev.halley.cluster.process.ProcessMark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The nodes of a cluster as a table for people. Pure. */
public final class StatusTable {
    private static final List<String> HEAD = List.of("NAME", "TIER", "PID", "STATE", "PORTS");
    private static final String GAP = "  ";

    private StatusTable() {}

    /** One line for the head and one for each node, with why it is not ready where it says so. */
    public static List<String> of(List<NodeStatus> nodes) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        nodes.forEach(node -> rows.add(row(node)));
        return rows.stream().map(row -> line(row, widths(rows))).toList();
    }

    private static List<String> row(NodeStatus status) {
        String ports =
                status.node().ports().entrySet().stream()
                        .map(port -> port.getKey() + " " + port.getValue())
                        .collect(Collectors.joining(", "));
        String why = status.why().isEmpty() ? "" : " (" + status.why() + ")";
        return List.of(
                status.node().name(),
                status.node().tier().label(),
                status.process().map(ProcessMark::pid).map(String::valueOf).orElse("-"),
                status.state().label(),
                ports + why);
    }

    private static List<Integer> widths(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < HEAD.size(); column++) {
            int at = column;
            widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        return widths;
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths.get(column) - cell.length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
