package dev.halley.jmh;

import dev.halley.api.comet.Interest;
import dev.halley.api.comet.Room;
import dev.halley.api.record.Push;
import dev.halley.api.record.Record;
import dev.halley.job.interest.CometInterest;
import dev.halley.job.interest.RoomId;
import dev.halley.job.interest.RoomIndex;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Which comets a room's push goes to, among 100,000 rooms on four comets. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class InterestBenchmark {

    private static final int ROOMS = 100_000;
    private static final int COMETS = 4;
    private static final int RECORDS = 1 << 12;

    private final RoomIndex<Integer> index = new RoomIndex<>();
    private final Record[] present = new Record[RECORDS];
    private final Record[] absent = new Record[RECORDS];
    private int next;

    /** Made by JMH. */
    public InterestBenchmark() {}

    /** Every room is on one comet, every tenth on all of them. */
    @Setup
    public void fill() {
        for (int comet = 0; comet < COMETS; comet++) {
            Interest.Builder frame = Interest.newBuilder();
            for (int room = 0; room < ROOMS; room++) {
                if (room % COMETS == comet || room % 10 == 0) {
                    frame.addJoined(Room.newBuilder().setApp("default").setName(name(room)));
                }
            }
            new CometInterest<>(comet, index).apply(frame.build());
        }
        for (int i = 0; i < RECORDS; i++) {
            present[i] = record(name(i * (ROOMS / RECORDS)));
            absent[i] = record("none://" + i);
        }
    }

    /** A room that has members. */
    @Benchmark
    public List<Integer> lookUp() {
        return index.of(RoomId.of(present[next++ & (RECORDS - 1)]));
    }

    /** A room that nobody is in. */
    @Benchmark
    public List<Integer> lookUpInVain() {
        return index.of(RoomId.of(absent[next++ & (RECORDS - 1)]));
    }

    private static String name(int room) {
        return "live://" + room;
    }

    private static Record record(String room) {
        return Record.newBuilder()
                .setApp("default")
                .setPush(Push.newBuilder().setRoom(room))
                .build();
    }
}
