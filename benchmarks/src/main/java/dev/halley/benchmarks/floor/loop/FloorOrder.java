package dev.halley.benchmarks.floor.loop;

import java.util.List;

/**
 * What the floor is to write, as it travels to its process.
 *
 * @param connections to how many
 * @param payloadBytes of a message, behind a header of 16
 * @param pace how messages become writes
 */
public record FloorOrder(int connections, int payloadBytes, Pace pace) {

    /** As arguments of {@link FloorMain}. */
    public List<String> arguments() {
        return List.of(
                Integer.toString(connections),
                Integer.toString(payloadBytes),
                Integer.toString(pace.mostPerWrite()),
                Double.toString(pace.duty()));
    }

    static FloorOrder parse(String[] arguments) {
        if (arguments.length != 4) {
            throw new IllegalArgumentException(
                    "arguments: "
                            + arguments.length
                            + " (expected: connections, payload bytes, most per write, duty)");
        }
        return new FloorOrder(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                new Pace(Integer.parseInt(arguments[2]), Double.parseDouble(arguments[3])));
    }
}
