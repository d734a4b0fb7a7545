package dev.halley.comet.fanout.joining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.StageTimes;
import dev.halley.comet.streams.StreamPage;
import dev.halley.comet.writing.StreamMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class KeptPagesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final KeptPages pages = new KeptPages(10_000, new StreamMetrics(registry));

    @Test
    void givesAPageOnce() {
        StreamPage page = page(100);
        long ticket = pages.keep(page);

        assertThat(ticket).isNotZero();
        assertThat(pages.take(ticket)).isSameAs(page);
        assertThat(pages.take(ticket)).isNull();
        assertThat(pages.take(0)).isNull();
        assertThat(pages.bytes()).isZero();
        assertThat(letGo()).isZero();
    }

    @Test
    void letsTheOldestGoPastItsBound() {
        long first = pages.keep(page(4_000));
        long second = pages.keep(page(4_000));
        long third = pages.keep(page(4_000));

        assertThat(pages.bytes()).isLessThanOrEqualTo(10_000);
        assertThat(letGo()).isEqualTo(1);
        assertThat(pages.take(first)).isNull();
        assertThat(pages.take(second)).isNotNull();
        assertThat(pages.take(third)).isNotNull();
    }

    @Test
    void keepsNothingThatIsLargerThanItsBound() {
        long ticket = pages.keep(page(20_000));

        assertThat(pages.take(ticket)).isNull();
        assertThat(pages.bytes()).isZero();
        assertThat(letGo()).isEqualTo(1);
    }

    @Test
    void aPageThatManyWaitForTakesItsRoomOnce() {
        StreamPage page = page(8_000);
        long first = pages.keep(page);
        long second = pages.keep(page);
        assertThat(letGo()).isZero();

        pages.forget(first);
        assertThat(pages.bytes()).isGreaterThan(8_000);

        assertThat(pages.take(second)).isSameAs(page);
        assertThat(pages.bytes()).isZero();
    }

    @Test
    void emptyPagesThatNobodyTakesAreBoundedToo() {
        for (int i = 0; i < 1_000; i++) {
            pages.keep(StreamPage.UNREADABLE);
        }

        assertThat(pages.bytes()).isLessThanOrEqualTo(10_000);
        assertThat(letGo()).isGreaterThan(900);
    }

    private double letGo() {
        return registry.get("halley.comet.stream.pages.let.go").counter().count();
    }

    private static StreamPage page(int bytes) {
        Place place = new Place("user:1", 7, 1);
        Message message = new Message(1000, new byte[bytes], 1, 0, new StageTimes(1, 2, 3), place);
        return new StreamPage(7, 1, 1, List.of(message));
    }
}
