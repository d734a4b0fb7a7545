package dev.halley.benchmarks.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.audit.Arrival;
import dev.halley.benchmarks.audit.LostMessage;
import dev.halley.benchmarks.audit.Missing;
import dev.halley.benchmarks.audit.PushedSequences;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Timeout;

/** Every fault that is made is found as what it is, over cuts at any place. */
@Timeout(60)
class StreamAuditTest {

    private static final int PUSHES = 50;

    /** Sequence n was sent at moment 10 x n; what is in the set has no clear answer. */
    private record Sent(Set<Integer> uncertain) implements PushedSequences {
        @Override
        public int sequences(int target, int slot) {
            return PUSHES;
        }

        @Override
        public boolean accepted(int target, int slot, int sequence) {
            return !uncertain.contains(sequence);
        }

        @Override
        public boolean measured(int target, int slot, int sequence) {
            return true;
        }

        @Override
        public long sentNanos(int target, int slot, int sequence) {
            return 10L * sequence;
        }
    }

    private final Sent sent = new Sent(Set.of());

    @Property
    void nothingIsWrongWhereverItIsCut(@ForAll @IntRange(max = PUSHES) int cutAt) {
        assertFound(inOrder(), cutAt, 0, 0, 0);
    }

    @Property
    void aLostMessageIsFound(
            @ForAll @IntRange(max = PUSHES) int cutAt,
            @ForAll @IntRange(max = PUSHES - 1) int which) {
        List<Integer> arrivals = inOrder();
        arrivals.remove(which);
        assertFound(arrivals, cutAt, 1, 0, 0);
    }

    @Property
    void aLostMessageIsNamed(@ForAll @IntRange(max = PUSHES - 1) int which) {
        List<Integer> arrivals = inOrder();
        arrivals.remove(which);
        StreamAudit audit = new StreamAudit(1);
        audit.online(0);
        arrivals.forEach(sequence -> audit.arrived(0, sequence));
        Missing missing = new Missing();

        audit.sort(3, sent, missing);

        boolean followed = which < PUSHES - 1;
        LostMessage lost = new LostMessage(3, 0, which, followed);
        assertThat(missing.totals().examples()).containsExactly(lost);
        assertThat(lost.inWords(0, sent))
                .startsWith("LOST: target 3, sender 0, sequence " + which + ", sent at 0.0 s, ")
                .endsWith(followed ? "later ones came" : "nothing later came");
    }

    @Property
    void aDoubledMessageIsFound(
            @ForAll @IntRange(max = PUSHES) int cutAt,
            @ForAll @IntRange(max = PUSHES - 1) int which,
            @ForAll @IntRange(max = PUSHES - 1) int later) {
        List<Integer> arrivals = inOrder();
        arrivals.add(Math.max(which, later) + 1, which);
        assertFound(arrivals, cutAt, 0, 1, 0);
    }

    @Property
    void aSwappedMessageIsFound(
            @ForAll @IntRange(max = PUSHES) int cutAt,
            @ForAll @IntRange(max = PUSHES - 2) int which) {
        List<Integer> arrivals = inOrder();
        Collections.swap(arrivals, which, which + 1);
        assertFound(arrivals, cutAt, 0, 0, 1);
    }

    @Property
    void whatWasToldIsNotLostAndWhatWasSentAfterwardsIs(
            @ForAll @IntRange(max = 20) int from,
            @ForAll @IntRange(min = 20, max = 40) int toldAt) {
        StreamAudit audit = new StreamAudit(1);
        audit.online(0);
        IntStream.range(0, from).forEach(sequence -> audit.arrived(0, sequence));
        audit.cut(5);
        audit.told(10L * toldAt);
        // One of those sent after the telling is missing too.
        IntStream.range(toldAt + 1, PUSHES).forEach(sequence -> audit.arrived(0, sequence));
        Missing missing = new Missing();
        audit.sort(0, sent, missing);
        assertThat(missing.totals().told()).isEqualTo(toldAt - from);
        assertThat(missing.totals().lost()).isEqualTo(1);
    }

    @Property
    void aTellingExcusesNothingThatSomethingLaterHadOvertaken(
            @ForAll @IntRange(max = PUSHES - 2) int which) {
        StreamAudit audit = new StreamAudit(1);
        audit.online(0);
        inOrder().stream().filter(each -> each != which).forEach(each -> audit.arrived(0, each));
        audit.told(10L * PUSHES);
        Missing missing = new Missing();
        audit.sort(0, sent, missing);
        assertThat(missing.totals().lost()).isEqualTo(1);
    }

    @Property
    void whatHasNoAnswerMayComeOrNot(@ForAll @IntRange(max = PUSHES - 1) int which) {
        StreamAudit audit = new StreamAudit(1);
        audit.online(0);
        inOrder().stream().filter(each -> each != which).forEach(each -> audit.arrived(0, each));
        Missing missing = new Missing();
        audit.sort(0, new Sent(Set.of(which)), missing);
        assertThat(missing.totals().lost()).isZero();
    }

    private static List<Integer> inOrder() {
        return new ArrayList<>(IntStream.range(0, PUSHES).boxed().toList());
    }

    private void assertFound(List<Integer> arrivals, int cutAt, int lost, int twice, int late) {
        StreamAudit audit = new StreamAudit(1);
        audit.online(0);
        List<Arrival> odd = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            if (i == cutAt) {
                audit.cut(10L * i);
                audit.online(10L * i + 20);
            }
            Arrival arrival = audit.arrived(0, arrivals.get(i));
            if (arrival != Arrival.NEW) {
                odd.add(arrival);
            }
        }
        Missing missing = new Missing();
        audit.sort(0, sent, missing);
        assertThat(missing.totals().lost()).as("lost").isEqualTo(lost);
        assertThat(Collections.frequency(odd, Arrival.DUPLICATE)).as("twice").isEqualTo(twice);
        assertThat(Collections.frequency(odd, Arrival.REORDERED)).as("late").isEqualTo(late);
    }
}
