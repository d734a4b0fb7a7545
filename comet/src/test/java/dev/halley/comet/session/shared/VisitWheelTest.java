package dev.halley.comet.session.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class VisitWheelTest {
    @Test
    void visitsEachOnceARotationAndSpreadsThem() {
        VisitWheel<Thing> wheel = new VisitWheel<>(4);
        List<Thing> things = add(wheel, 8);
        List<Thing> visited = new ArrayList<>();
        for (int tick = 0; tick < 4; tick++) {
            int before = visited.size();
            wheel.tick(visited::add);
            assertThat(visited).hasSize(before + 2);
        }
        assertThat(visited).containsExactlyInAnyOrderElementsOf(things);
    }

    @Test
    void letsVisitorsRemoveWhatTheyAreGiven() {
        VisitWheel<Thing> wheel = new VisitWheel<>(1);
        add(wheel, 5);

        wheel.tick(wheel::remove);

        assertThat(wheel.all()).isEmpty();
    }

    @Property(tries = 200)
    void holdsWhatWasAddedAndNotRemoved(@ForAll Random random) {
        VisitWheel<Thing> wheel = new VisitWheel<>(1 + random.nextInt(7));
        List<Thing> here = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            if (here.isEmpty() || random.nextInt(3) > 0) {
                Thing thing = new Thing();
                wheel.add(thing);
                here.add(thing);
            } else {
                wheel.remove(here.remove(random.nextInt(here.size())));
            }
        }
        assertThat(wheel.all()).containsExactlyInAnyOrderElementsOf(here);
    }

    private static List<Thing> add(VisitWheel<Thing> wheel, int count) {
        List<Thing> things = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thing thing = new Thing();
            wheel.add(thing);
            things.add(thing);
        }
        return things;
    }

    private static final class Thing implements VisitWheel.Entry {
        private int place;

        @Override
        public int place() {
            return place;
        }

        @Override
        public void place(int newPlace) {
            place = newPlace;
        }
    }
}
