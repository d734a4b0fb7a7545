package dev.halley.job.bootstrap;

import dev.halley.job.deliver.Comets;
import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.lifecycle.PeerWait;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has job read from Kafka once discovery was read and the comets it shows are attached: a record that
 * is read before would miss the clients of the others. Lives on the loop; its reason may be asked for
 * from any thread. Ends with the loop.
 */
final class FirstRead {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRead.class);
    private static final Duration STEP = Duration.ofMillis(20);

    private final JobParts parts;
    private final PeerWait wait;
    private final Discovery discovery;
    private final Runnable incomplete;
    private volatile Optional<String> reason = Optional.of("waits for discovery");

    /**
     * Before the first look.
     *
     * @param incomplete counts that reading began although not every comet was attached
     */
    FirstRead(JobParts parts, PeerWait wait, Discovery discovery, Runnable incomplete) {
        this.parts = parts;
        this.wait = wait;
        this.discovery = discovery;
        this.incomplete = incomplete;
    }

    /** Why nothing is read yet; empty once it is. */
    Optional<String> whyNotReady() {
        return reason;
    }

    /** Looks, and looks again until reading has begun. On the loop. */
    void look() {
        Comets comets = parts.comets();
        String missing = String.join(", ", comets.waitedFor());
        PeerWait.Verdict verdict =
                wait.look(
                        System.nanoTime(),
                        comets.known(),
                        comets.count(),
                        comets.waitedFor().size());
        if (verdict.begins()) {
            begin(verdict, missing);
            return;
        }
        reason = Optional.of(reason(verdict, missing));
        parts.loop().schedule(STEP, this::look);
    }

    private String reason(PeerWait.Verdict verdict, String missing) {
        return switch (verdict) {
            case UNKNOWN ->
                    "waits for discovery: " + discovery.whyNotReady().orElse("not read yet");
            case ALONE -> "waits for a first comet";
            default -> "waits for comets: " + missing;
        };
    }

    private void begin(PeerWait.Verdict verdict, String missing) {
        if (verdict == PeerWait.Verdict.BEGIN_INCOMPLETE) {
            incomplete.run();
            LOG.atWarn()
                    .addKeyValue("node", missing)
                    .log("reads although not every comet is attached");
        }
        parts.read();
        reason = Optional.empty();
    }
}
