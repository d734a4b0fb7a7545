package dev.halley.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.RoutesReplayed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When Redis has lost routes: every comet that may have some is asked, and waited for. */
@Timeout(10)
class RouteReplayTest {
    private static final String COMET = "comet-1@000000001";

    private final World world = new World();
    private FakeStream stream;

    @BeforeEach
    void attach() {
        world.shown("comet-1");
        world.pipelines.assigned(World.LOG, 5);
        stream = world.attach(COMET);
    }

    @Test
    void asksACometThatWasAwayForItsRoutesWhenItIsBack() {
        world.detach(stream);
        world.pipelines.replayRoutes("word");

        FakeStream again = world.attach(COMET);

        assertThat(again.frames())
                .anyMatch(frame -> frame.getReplayRoutes().getIncarnation().equals("word"));
    }

    @Test
    void routesAreNotWholeWhileACometWhoseStreamBrokeHasNotAnswered() {
        world.detach(stream);
        world.pipelines.replayRoutes("word");
        FakeStream again = world.attach(COMET);
        world.detach(again);
        FakeStream third = world.attach(COMET);
        assertThat(world.replays).isZero();

        world.receive(third, COMET, replayed("word"));

        assertThat(world.replays).isEqualTo(1);
    }

    @Test
    void routesAreWholeWhenACometThatHasNotAnsweredIsGivenUp() {
        world.detach(stream);
        world.pipelines.replayRoutes("word");
        assertThat(world.replays).isZero();

        world.advance(World.STALL.plusSeconds(1));

        assertThat(world.replays).isEqualTo(1);
    }

    @Test
    void routesAreReplayedWhenEveryAttachedCometHasAnswered() {
        world.pipelines.replayRoutes("word");
        assertThat(world.replays).isZero();

        world.receive(stream, COMET, replayed("old"));
        assertThat(world.replays).isZero();
        world.receive(stream, COMET, replayed("word"));

        assertThat(world.replays).isEqualTo(1);
    }

    private static CometFrame.Builder replayed(String word) {
        return CometFrame.newBuilder()
                .setRoutesReplayed(RoutesReplayed.newBuilder().setIncarnation(word));
    }
}
