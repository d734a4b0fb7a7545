package dev.halley.embedded.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * A broker as a process of its own, for the local cluster. When it serves, it writes its process id
 * into the file {@value #READY_FILE} of its folder. SIGTERM stops it in order.
 */
public final class BrokerMain {
    /** The file that says which process serves from the folder. */
    public static final String READY_FILE = "ready";

    private BrokerMain() {}

    /** What the process is started with. */
    public static List<String> arguments(Path data, BrokerSettings settings) {
        return List.of(
                data.toString(),
                String.valueOf(settings.id()),
                String.valueOf(settings.port()),
                new TreeMap<>(settings.controllers())
                        .entrySet().stream()
                                .map(one -> one.getKey() + "=" + one.getValue())
                                .collect(Collectors.joining(",")),
                settings.clusterId());
    }

    /** Runs a broker until a signal ends the process; one that cannot start ends with code 1. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path data = Path.of(arguments[0]);
        Path ready = data.resolve(READY_FILE);
        Files.deleteIfExists(ready);
        KafkaBroker broker = new KafkaBroker(data, settings(arguments));
        try {
            broker.start();
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "kafka-stop"));
        Files.writeString(ready, ProcessHandle.current().pid() + "\n");
        new CountDownLatch(1).await();
    }

    private static BrokerSettings settings(String[] arguments) {
        Map<Integer, Integer> controllers = new HashMap<>();
        for (String controller : arguments[3].split(",", -1)) {
            String[] parts = controller.split("=", -1);
            controllers.put(Integer.valueOf(parts[0]), Integer.valueOf(parts[1]));
        }
        return new BrokerSettings(
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                controllers,
                arguments[4],
                Map.of());
    }
}
