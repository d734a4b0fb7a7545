package dev.halley.logic.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.logic.errors.UnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PageGateTest {
    private static final long PATIENCE = 1_000;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<CompletableFuture<String>> begun = new ArrayList<>();
    private final List<CompletableFuture<String>> asked = new ArrayList<>();
    private long now;
    private final PageGate gate =
            new PageGate(new PageGate.Bounds(2, 3, PATIENCE), () -> now, new StreamMetrics(meters));

    private CompletableFuture<String> read() {
        return gate.read(
                        () -> {
                            CompletableFuture<String> page = new CompletableFuture<>();
                            begun.add(page);
                            return page;
                        })
                .toCompletableFuture();
    }

    private void ask() {
        asked.add(read());
    }

    private double refused(String reason) {
        return meters.get("halley.logic.streams.refused").tag("reason", reason).counter().count();
    }

    @Test
    void theNextPageIsReadWhenOneIsThere() {
        List<CompletableFuture<String>> answers =
                IntStream.range(0, 4).mapToObj(i -> read()).toList();
        assertThat(begun).hasSize(2);
        assertThat(meters.get("halley.logic.streams.waiting").gauge().value()).isEqualTo(2);

        begun.get(1).complete("b");

        assertThat(begun).hasSize(3);
        assertThat(answers.get(1)).isCompletedWithValue("b");
        assertThat(answers.get(0)).isNotDone();
        assertThat(gate.waiting()).isEqualTo(1);
    }

    @Test
    void aPageThatFailsMakesRoomToo() {
        CompletableFuture<String> first = read();
        ask();
        CompletableFuture<String> third = read();

        begun.get(0).completeExceptionally(new UnavailableException("redis", "away"));

        assertThat(first).isCompletedExceptionally();
        begun.get(2).complete("c");
        assertThat(third).isCompletedWithValue("c");
    }

    @Test
    void beyondItsBoundItRefusesAtOnce() {
        for (int i = 0; i < 5; i++) {
            ask();
        }

        CompletableFuture<String> sixth = read();

        assertThatThrownBy(sixth::join)
                .hasCauseInstanceOf(UnavailableException.class)
                .hasMessageContaining("too many pages of streams are asked for at once");
        assertThat(refused("full")).isEqualTo(1);
        assertThat(begun).hasSize(2);
    }

    @Test
    void whatHasWaitedTooLongIsNotReadAnyMore() {
        ask();
        ask();
        CompletableFuture<String> late = read();
        now = 900;
        CompletableFuture<String> inTime = read();
        now = PATIENCE + 1;

        begun.get(0).complete("a");

        assertThatThrownBy(late::join)
                .hasCauseInstanceOf(UnavailableException.class)
                .hasMessageContaining("faster than redis gives them");
        assertThat(refused("late")).isEqualTo(1);
        assertThat(begun).hasSize(3);
        begun.get(2).complete("d");
        assertThat(inTime).isCompletedWithValue("d");
    }

    @Test
    void pagesThatFailAtOnceDoNotPileUpOnTheStack() {
        PageGate wide =
                new PageGate(
                        new PageGate.Bounds(1, 200_000, PATIENCE),
                        () -> now,
                        new StreamMetrics(new SimpleMeterRegistry()));
        CompletableFuture<String> slow = new CompletableFuture<>();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        answers.add(wide.read(() -> slow).toCompletableFuture());
        for (int i = 0; i < 100_000; i++) {
            answers.add(
                    wide.<String>read(
                                    () -> {
                                        throw new UnavailableException("redis", "away");
                                    })
                            .toCompletableFuture());
        }

        slow.complete("a");

        assertThat(answers).allMatch(CompletableFuture::isDone);
        assertThat(wide.waiting()).isZero();
    }
}
