package dev.halley.benchmarks.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Runs made up at random, with faults whose kind is known when they are made. */
class SessionAuditPropertyTest {

    private static final int SENDERS = 2;

    @Property(tries = 2000)
    void findsExactlyTheFaultsThatWereMade(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 99) Integer> script) {
        Run run = new Run();
        script.forEach(run::step);
        Missing.Totals missing = run.missing();
        assertThat(missing.lost()).as("lost").isEqualTo(run.lost());
        assertThat(missing.whileAway()).as("while away").isEqualTo(run.whileAway);
        assertThat(missing.inFlight()).as("in flight").isEqualTo(run.inFlight);
        assertThat(run.duplicates).as("duplicates").isEqualTo(run.duplicatesMade);
        assertThat(run.reordered).as("reordered").isEqualTo(run.swapsMade);
    }

    @Property(tries = 500)
    void aRunWithoutFaultsIsCleanHoweverOftenItIsCut(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 39) Integer> script) {
        Run run = new Run();
        script.forEach(run::step);
        Missing.Totals missing = run.missing();
        assertThat(missing.lost() + missing.inFlight()).isZero();
        assertThat(run.duplicates + run.reordered).isZero();
    }

    /** One session, and a server that does as the script says; the clock moves with each step. */
    private static final class Run {
        final SessionAudit audit = new SessionAudit(SENDERS);
        final PushedModel pushed = new PushedModel();
        private final int[] last = new int[SENDERS];

        /** Swallowed on the present connection with nothing later of the sender since. */
        private final List<List<Integer>> undecided = new ArrayList<>();

        private long now = 1;
        private boolean online = true;
        private long proven;
        long whileAway;
        long inFlight;
        int duplicates;
        int duplicatesMade;
        int reordered;
        int swapsMade;

        Run() {
            for (int sender = 0; sender < SENDERS; sender++) {
                undecided.add(new ArrayList<>());
                last[sender] = -1;
            }
            audit.online(0);
        }

        Missing.Totals missing() {
            Missing missing = new Missing();
            audit.sort(0, pushed, missing);
            return missing.totals();
        }

        void step(int roll) {
            now++;
            int sender = roll % SENDERS;
            if (roll < 30) {
                push(sender);
            } else if (roll < 36) {
                toggle();
            } else if (roll < 40) {
                pushed.push(sender, false, now);
            } else if (roll < 60) {
                swallow(sender);
            } else if (roll < 75) {
                repeat(sender);
            } else if (roll < 90) {
                swap(sender);
            } else {
                push(sender);
            }
        }

        /** What the connection at the end has swallowed is lost, as it stayed. */
        long lost() {
            return proven + (online ? undecided.stream().mapToInt(List::size).sum() : 0);
        }

        private int send(int sender) {
            pushed.push(sender, true, now);
            return pushed.sequences(0, sender) - 1;
        }

        private void push(int sender) {
            int sequence = send(sender);
            if (online) {
                arrive(sender, sequence);
            } else {
                whileAway++;
            }
        }

        private void swallow(int sender) {
            int sequence = send(sender);
            if (online) {
                undecided.get(sender).add(sequence);
            } else {
                whileAway++;
            }
        }

        private void repeat(int sender) {
            if (online && last[sender] >= 0) {
                duplicatesMade++;
                count(audit.arrived(sender, last[sender]));
            }
        }

        private void swap(int sender) {
            if (!online) {
                return;
            }
            int first = send(sender);
            int second = send(sender);
            arrive(sender, second);
            swapsMade++;
            count(audit.arrived(sender, first));
        }

        private void arrive(int sender, int sequence) {
            count(audit.arrived(sender, sequence));
            last[sender] = sequence;
            proven += undecided.get(sender).size();
            undecided.get(sender).clear();
        }

        private void toggle() {
            if (!online) {
                audit.online(now);
                online = true;
                return;
            }
            audit.cut(now);
            online = false;
            for (List<Integer> swallowed : undecided) {
                inFlight += swallowed.size();
                swallowed.clear();
            }
        }

        private void count(Arrival arrival) {
            duplicates += arrival == Arrival.DUPLICATE ? 1 : 0;
            reordered += arrival == Arrival.REORDERED ? 1 : 0;
        }
    }
}
