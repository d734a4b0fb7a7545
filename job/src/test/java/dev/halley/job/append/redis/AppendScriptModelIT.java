package dev.halley.job.append.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendMessage;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.AppendResult.Kind;
import dev.halley.job.append.AppendTarget;
import dev.halley.job.append.StreamTip;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Position;
import dev.halley.job.support.StreamsModel;
import dev.halley.runtime.streams.Retention;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script answers as the model does, whatever comes again, is lost, or is remembered wrongly; and
 * its usual case, be it worked out by Redis or by the job, does what the part for all cases would do.
 */
class AppendScriptModelIT extends AppendScriptCase {
    private static final int ROUNDS = 300;
    private static final int FIRST_OF_READERS = 1_000_000;
    private static final LogId OTHER = new LogId("halley-room", "topic-2", 3);
    private static final String ALL_CASES =
            FormerMasters.NONE.lua()
                    + AppendScript.load("head.lua")
                    + AppendScript.load("append.lua");
    private static final String USUAL_CASE =
            FormerMasters.NONE.lua()
                    + AppendScript.load("head.lua")
                    + AppendScript.load("usual.lua")
                    + "return ''";

    private final StreamsModel model = new StreamsModel();
    private final List<StreamTip> tips = new ArrayList<>(List.of(StreamTip.UNKNOWN));
    private final Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    private Map<AppendTarget, StreamsModel.Stream> copy = new HashMap<>();
    private Map<String, byte[]> replica = new HashMap<>();
    private Random random = new Random();
    private Random proofs = new Random();
    private final Random others = new Random(1);
    private long next;
    private final Map<LogId, KnownHead> known = new HashMap<>();
    private int usual;
    private int knownAppends;
    private int mistaken;
    private int unproved;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void answersAsTheModelDoes(long seed) {
        random = new Random(seed);
        proofs = new Random(seed);
        retention = new Retention(100_000, HOUR, 1_000_000_000);
        positions = 100_000;
        model.master(replicationId());
        for (int round = 0; round < ROUNDS; round++) {
            disturb(random.nextInt(30));
            provedUnder = proofs.nextBoolean() ? replicationId() : "";
            AppendRequest request = request(random.nextBoolean() ? messages() : fewNew());
            AppendAnswer expected = model.run(request);
            master = List.of("", replicationId(), "unknown").get(random.nextInt(3));
            AppendAnswer answer = answer(request, round);
            assertThat(answer).as("round " + round).isEqualTo(expected);
            answer.results().forEach(result -> kinds.merge(result.kind(), 1, Integer::sum));
            checkEntries(round);
            unproved += answer.unproved() == null ? 0 : 1;
            tips.add(answer.tip());
        }
        assertThat(kinds.keySet()).containsExactlyInAnyOrder(Kind.values());
        assertThat(usual).isGreaterThan(ROUNDS / 20);
        assertThat(unproved).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatTheJobWorksOutIsWhatAllCasesWouldDo(long seed) {
        random = new Random(seed);
        retention = new Retention(150, HOUR.multipliedBy(10), 15_500);
        for (int round = 0; round < ROUNDS; round++) {
            disturb(random.nextInt(100));
            if (random.nextInt(10) == 0) {
                changeLog();
            }
            nowMs += random.nextInt(120_000) - (random.nextInt(20) == 0 ? 300_000 : 0);
            provedUnder = replicationId();
            AppendRequest request = request(random.nextInt(8) == 0 ? messages() : fewSeldom());
            master = random.nextInt(8) == 0 ? "unknown" : replicationId();
            tips.add(answer(request, round).tip());
        }
        assertThat(knownAppends).isGreaterThan(ROUNDS / 6);
        assertThat(mistaken).isPositive();
    }

    private AppendAnswer answer(AppendRequest request, int round) {
        Map<String, byte[]> before = saved();
        AppendAnswer expected = new AppendReply(run(ALL_CASES, request)).answer();
        Map<String, Object> after = contents();
        comeBack(before);
        usual += run(USUAL_CASE, request).isEmpty() ? 0 : 1;
        comeBack(before);
        Optional<KnownAppend> append = known(request);
        append.ifPresent(one -> check(one, request, expected, after));
        comeBack(before);
        AppendReply reply = new AppendReply(run(TEXT, request));
        assertThat(reply.answer()).as("round " + round).isEqualTo(expected);
        assertThat(contents()).as("round " + round).isEqualTo(after);
        String asked = reply.master();
        String given = asked.isEmpty() ? master : asked;
        Optional<KnownHead> head = KnownHead.of(request, given, expected, reply.state());
        if (append.isPresent() && head.isPresent()) {
            assertThat(append.get().head()).isEqualTo(head.get());
        }
        // Otherwise it was another job, and this one remembers what it did before that.
        if (others.nextInt(6) > 0) {
            known.remove(request.log());
            head.ifPresent(one -> known.put(request.log(), one));
        }
        return expected;
    }

    // A job that remembers this tip of this partition remembers the head with it.
    private Optional<KnownAppend> known(AppendRequest request) {
        return Optional.ofNullable(known.get(request.log()))
                .filter(head -> head.tip().equals(request.moment().remembered().tip()))
                .flatMap(head -> head.append(request, master));
    }

    private void check(
            KnownAppend append,
            AppendRequest request,
            AppendAnswer expected,
            Map<String, Object> after) {
        Map<String, Object> before = contents();
        if (isDone(append)) {
            knownAppends++;
            assertThat(append.head().answer(request).with(expected.tip())).isEqualTo(expected);
            assertThat(append.head().tip()).isEqualTo(expected.tip());
            assertThat(contents()).isEqualTo(after);
        } else {
            mistaken++;
            assertThat(contents()).isEqualTo(before);
        }
    }

    private Map<String, Object> contents() {
        List<String> seen = redis().lrange(KEYS.streamSeen(STREAM), 0, -1);
        return Map.of("head", head(), "log", log(), "seen", seen, "keys", redis().dbsize());
    }

    // Nothing comes again, and what is remembered is right.
    private List<AppendMessage> fewNew() {
        remembered = tips.get(tips.size() - 1);
        List<AppendMessage> messages = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            messages.add(new AppendMessage(new Position(0, next), entry(next % 60), 0));
            next++;
        }
        committed = new Position(0, Math.max(0, next - random.nextInt(8)));
        return messages;
    }

    // All before is committed when they come, mostly.
    private List<AppendMessage> fewSeldom() {
        List<AppendMessage> messages = fewNew();
        KnownHead head = known.get(log);
        if (head != null && random.nextInt(4) > 0) {
            remembered = head.tip();
        }
        if (random.nextInt(4) > 0) {
            committed = messages.get(0).position();
        }
        return messages;
    }

    private List<AppendMessage> messages() {
        List<AppendMessage> messages = new ArrayList<>();
        long from = Math.max(0, next - random.nextInt(12));
        for (long at = from; at < from + 1 + random.nextInt(6); at++) {
            long once = at % 3 == 0 ? nowMs + 60_000 : 0;
            messages.add(new AppendMessage(new Position(0, at), entry(at % 60), once));
        }
        next = Math.max(next, messages.get(messages.size() - 1).position().offset() + 1);
        committed = new Position(0, Math.max(0, next - random.nextInt(40)));
        remembered = remembered();
        return messages;
    }

    private StreamTip remembered() {
        StreamTip one = tips.get(Math.max(0, tips.size() - 1 - random.nextInt(4)));
        return switch (random.nextInt(6)) {
            case 0 -> StreamTip.UNKNOWN;
            case 1 -> new StreamTip(one.epoch() + 1, one.last() + random.nextInt(3));
            case 2 -> tips.get(random.nextInt(tips.size()));
            default -> one;
        };
    }

    private void disturb(int what) {
        switch (what) {
            case 0, 1, 2 -> {
                copy = model.copy();
                replica = saved();
            }
            case 3, 4 -> failOver();
            case 5 -> {
                replica = new HashMap<>();
                copy = new HashMap<>();
                failOver();
            }
            case 6, 7 -> {
                int epoch = FIRST_OF_READERS + random.nextInt(FIRST_OF_READERS);
                look(epoch);
                model.look(ROOM, epoch);
            }
            case 9 -> {
                copy = model.copy();
                replica = saved();
                failOver();
            }
            case 8 -> changeLog();
            default -> {
                // Nothing happens.
            }
        }
    }

    private void changeLog() {
        log = log.equals(LOG) ? OTHER : LOG;
    }

    private void failOver() {
        failOver(replica);
        model.restart(copy);
        copy = model.copy();
    }

    private void checkEntries(int round) {
        StreamsModel.Stream stream = model.streams().get(ROOM);
        assertThat(log().stream().map(entry -> entry.getId().replace("-0", "")).map(Long::valueOf))
                .as("round " + round)
                .isEqualTo(stream == null ? List.of() : List.copyOf(stream.entries().keySet()));
    }
}
