package dev.halley.embedded.kafka;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * A cluster of brokers in this JVM. Each can be stopped and started again; while most of them run,
 * what has three replicas can be written. Thread-safe.
 */
public final class KafkaBrokers implements AutoCloseable {
    private final List<KafkaBroker> brokers = new ArrayList<>();

    /**
     * Brokers that are not started yet.
     *
     * @param data folder for everything they keep
     * @param count how many
     * @param more Kafka's own settings, for each of them
     */
    public KafkaBrokers(Path data, int count, Map<String, String> more) {
        for (BrokerSettings settings : BrokerSettings.cluster(count)) {
            Path folder = data.resolve("broker-" + settings.id());
            brokers.add(new KafkaBroker(folder, settings.with(more)));
        }
    }

    /** Starts all, side by side: each waits for most of the others. Blocks until all answer. */
    public void start() {
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        for (KafkaBroker broker : brokers) {
            starts.add(CompletableFuture.runAsync(broker::start, task -> new Thread(task).start()));
        }
        CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
    }

    /** One of them, from 0. */
    public KafkaBroker broker(int index) {
        return brokers.get(index);
    }

    /** All of them as {@code host:port,host:port}, for clients. */
    public String bootstrapServers() {
        return brokers.stream().map(KafkaBroker::bootstrapServers).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        List<CompletableFuture<Void>> stops = new ArrayList<>();
        for (KafkaBroker broker : brokers) {
            stops.add(CompletableFuture.runAsync(broker::stop, task -> new Thread(task).start()));
        }
        CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new)).join();
    }
}
