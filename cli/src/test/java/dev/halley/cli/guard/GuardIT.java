package dev.halley.cli.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.util.ResourceLeakDetector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes only: they are the same on a busy machine. */
@Timeout(60)
class GuardIT {

    private static final ResourceLeakDetector.Level LEVEL = ResourceLeakDetector.getLevel();

    @BeforeAll
    static void asInProduction() {
        // Tests track every buffer, which allocates for each of them.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
    }

    @AfterAll
    static void asBefore() {
        ResourceLeakDetector.setLevel(LEVEL);
    }

    @ParameterizedTest
    @EnumSource(GuardCase.class)
    void aDrainAllocatesNothingForEachSession(GuardCase each) throws Exception {
        DrainCost comet = new Guard(1_000, 50, 3, 5).comet(each);
        assertThat(new GuardFinding(each, comet, comet).allocationTrouble()).isEmpty();
    }

    @Test
    void aWriterThatAllocatesForEachConnectionIsFound() throws Exception {
        try (GuardBed bed = new GuardBed(50, 64, loop -> new Wasteful())) {
            bed.drains(100, 1);
            DrainCost cost = bed.drains(100, 1);
            assertThat(new GuardFinding(GuardCase.ALONE, cost, cost).allocationTrouble())
                    .hasSize(1);
        }
    }

    /** A copy for each connection. */
    private static final class Wasteful implements Fanout {

        private final List<Channel> connections = new ArrayList<>();

        @Override
        public void add(Channel connection) {
            connections.add(connection);
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // bytes are counted at the other end
        public void drain(int messages) {
            for (Channel connection : connections) {
                connection.writeAndFlush(Unpooled.wrappedBuffer(new byte[80 * messages]));
            }
        }

        @Override
        public void close() {
            // Nothing is kept.
        }
    }
}
