package dev.halley.benchmarks.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.jvm.ClassHistogram;
import dev.halley.benchmarks.jvm.ClassHistogram.Live;
import dev.halley.benchmarks.measure.Percentiles;
import dev.halley.benchmarks.measure.report.Told;
import dev.halley.benchmarks.process.ProcessSample;
import dev.halley.benchmarks.process.ThreadCounts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class IdleResultTest {

    private static final int SESSIONS = 100;

    @Test
    void memoryIsTheGrowthOverSessions() {
        Told told = told(0, true);
        assertThat(told.exitCode()).isZero();
        assertThat(told.text())
                .contains("4.00 KB RSS per session; 1,000 KB without, 1,400 KB with them")
                .contains("2.00 KB of live heap per session; 300 KB in all")
                .contains("1024.0 bytes in   2.00 of [B");
        assertThat(told.json())
                .contains("\"rss_kb_per_session\":{\"comet\":4.0}")
                .contains("\"live_heap_kb_per_session\":{\"comet\":2.0}")
                .contains("{\"class\":\"[B\",\"bytes\":1024.0,\"instances\":2.0}");
    }

    @Test
    void sessionsThatEndedFailTheRun() {
        assertThat(told(1, true).exitCode()).isEqualTo(1);
        assertThat(told(1, true).text()).contains("not good: sessions went wrong");
    }

    @Test
    void memoryThatStillMovesFailsTheRun() {
        assertThat(told(0, false).exitCode()).isEqualTo(1);
        assertThat(told(0, false).json()).contains("memory did not come to rest");
    }

    private static Told told(int closedEarly, boolean settled) {
        Percentiles ms = new Percentiles(1, 2, 3, 4);
        Handshakes handshakes = new Handshakes(SESSIONS, 0, 1, ms, Map.of("comet", 9.0), 0.99);
        ClassHistogram before = new ClassHistogram(100 << 10, Map.of());
        ClassHistogram with = new ClassHistogram(300 << 10, Map.of("[B", new Live(200, 100 << 10)));
        return new IdleResult(
                        "t",
                        handshakes,
                        closedEarly,
                        settled,
                        Memory.of(rss(1_000), rss(1_400), SESSIONS),
                        HeapPerSession.of(Map.of("comet", before), Map.of("comet", with), SESSIONS),
                        List.of())
                .told();
    }

    private static Map<String, ProcessSample> rss(long kb) {
        return Map.of("comet", new ProcessSample(0, kb, ThreadCounts.NONE));
    }
}
