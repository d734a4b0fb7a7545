package dev.halley.benchmarks.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.benchmarks.jvm.ClassHistogram.Growth;
import dev.halley.benchmarks.jvm.ClassHistogram.Live;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ClassHistogramTest {

    private static final String BEFORE =
            """
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:            10           1000  [B (java.base@17.0.19)
               2:             4            400  dev.example.Session
               3:             1             16  dev.example.Gone
            Total            15           1416
            """;

    private static final String WITH =
            """
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:            30           3000  [B (java.base@17.0.19)
               2:           104          10400  dev.example.Session
               3:             5            160  dev.example.Session
               4:             2             64  dev.example.New
            Total           141          13624
            """;

    @Test
    void readsClassesAndTotal() {
        ClassHistogram histogram = ClassHistogram.parse(WITH);
        assertThat(histogram.totalBytes()).isEqualTo(13_624);
        assertThat(histogram.byClass())
                .containsEntry("[B", new Live(30, 3_000))
                .containsEntry("dev.example.Session", new Live(109, 10_560));
    }

    @Test
    void growthIsByBytesAndKnowsNewClasses() {
        ClassHistogram before = ClassHistogram.parse(BEFORE);
        assertThat(ClassHistogram.parse(WITH).growthSince(before, 10))
                .containsExactly(
                        new Growth("dev.example.Session", 105, 10_160),
                        new Growth("[B", 20, 2_000),
                        new Growth("dev.example.New", 2, 64));
        assertThat(ClassHistogram.parse(WITH).growthSince(before, 1)).hasSize(1);
    }

    @Test
    void aTextWithoutATotalIsNoHistogram() {
        assertThatThrownBy(() -> ClassHistogram.parse("Could not open file\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no total");
    }
}
