package dev.halley.job.append.redis;

import com.google.protobuf.ByteString;
import dev.halley.api.record.StreamEntry;
import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendMessage;
import dev.halley.job.append.AppendMoment;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.AppendTarget;
import dev.halley.job.append.AppendTerms;
import dev.halley.job.append.StreamTip;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Position;
import dev.halley.runtime.streams.Retention;
import dev.halley.runtime.streams.StreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What an append to a stream costs before Redis sees it, and its answer afterwards. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AppendEncodingBenchmark {

    private static final int PAYLOAD_BYTES = 64;
    private static final String TEXT = AppendScript.text(FormerMasters.NONE);
    private static final String MASTER = "8bd1ebe3fa0d0b62f5f71e4bd49a3c0f3a0a1d8e";
    private static final AppendTerms TERMS =
            new AppendTerms(
                    new Retention(100, Duration.ofHours(1), 1 << 20), Duration.ofDays(1), 128);

    /** Messages of one request. */
    @Param({"1", "20"})
    public int messages;

    private final List<AppendMessage> entries = new ArrayList<>();
    private String reply = "";

    /** Made by JMH. */
    public AppendEncodingBenchmark() {}

    /** Messages, and an answer that gives each of them an offset. */
    @Setup
    public void fill() {
        StringBuilder text = new StringBuilder("7\n1000\n0\n\n7\n7\n");
        for (int i = 0; i < messages; i++) {
            StreamEntry entry =
                    StreamEntry.newBuilder()
                            .setMessageId(i + 1L)
                            .setAcceptedAtUs(1_760_000_000_000_000L)
                            .setOperation(1000)
                            .setPayload(ByteString.copyFrom(new byte[PAYLOAD_BYTES]))
                            .build();
            entries.add(new AppendMessage(new Position(3, 1_000_000L + i), entry, 0));
            text.append("\n1\n").append(981 + i);
        }
        reply = text.toString();
    }

    /** The script's keys and arguments. */
    @Benchmark
    public void encode(Blackhole sent) {
        AppendRequest request =
                new AppendRequest(
                        1,
                        new AppendTarget("default", new StreamName(StreamName.Kind.USER, "4711")),
                        new LogId("halley-push", "dGhpcyBpcyBhbiBpZA", 12),
                        entries,
                        TERMS,
                        new AppendMoment(
                                1_760_000_000_000L,
                                new Position(3, 999_000),
                                new StreamTip(7, 980),
                                99,
                                ""));
        AppendScript script = new AppendScript(request, MASTER, TEXT);
        sent.consume(script.keys());
        sent.consume(script.arguments());
    }

    /** What the script returned. */
    @Benchmark
    public AppendAnswer answer() {
        return new AppendReply(reply).answer();
    }
}
