package dev.halley.logic.kafka.topics;

/** A topic has another number of partitions than the configuration says. Somebody must act. */
public final class TopicMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicMismatchException(TopicPlan plan, int found) {
        super(
                plan.configKey()
                        + ": "
                        + plan.partitions()
                        + " (expected: "
                        + found
                        + ", the partitions of topic "
                        + plan.name()
                        + "). Targets would move to other partitions while older records wait in"
                        + " theirs. Either set the key to "
                        + found
                        + ", or migrate: stop every logic, let the jobs finish (lag 0), delete the"
                        + " topic, change the key on all nodes, start again");
    }
}
