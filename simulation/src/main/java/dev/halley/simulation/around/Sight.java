package dev.halley.simulation.around;

import dev.halley.runtime.discovery.DiscoveryView;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.discovery.ViewEvents;
import dev.halley.runtime.node.NodeTier;
import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Schedule;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** What one node sees of a tier: the real view, fed by the registry. */
public final class Sight implements ViewEvents {
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Duration FREEZE = Duration.ofMillis(1_500);
    private static final long LOOK_NANOS = 250 * Schedule.MS;

    private final Schedule schedule;
    private final Life process;
    private final DiscoveryView view;
    private final Consumer<TierView> shown;
    private TierView last;

    /** Begins to look. */
    public Sight(Around around, Life process, NodeTier tier, Consumer<TierView> shown) {
        this.schedule = around.schedule();
        this.process = process;
        this.view = new DiscoveryView(tier, GRACE, FREEZE, this);
        this.shown = shown;
        this.last = TierView.unknown(tier);
        around.registry()
                .read(
                        process,
                        tier,
                        seen -> {
                            view.answered(seen, true, schedule.nanos());
                            publish();
                        });
        look();
    }

    private void look() {
        view.advance(schedule.nanos());
        publish();
        schedule.after(process, LOOK_NANOS, this::look);
    }

    private void publish() {
        TierView now = view.view();
        if (!now.equals(last)) {
            last = now;
            shown.accept(now);
        }
    }

    @Override
    public void froze(Set<String> absent, int known) {
        schedule.history().add(() -> process + " freezes its view");
    }

    @Override
    public void thawed(Set<String> gone) {
        schedule.history().add(() -> process + " thaws its view");
    }
}
