package dev.halley.comet.session.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Visits each of many objects once a rotation, some at each tick: what a timer for each of them
 * would cost, nobody pays. An object knows its place, so taking it out costs no search. For one
 * thread.
 *
 * @param <E> what is visited
 */
public final class VisitWheel<E extends VisitWheel.Entry> {
    private static final int SLOT_BITS = 8;

    /** Most slots. */
    static final int MAX_SLOTS = 1 << SLOT_BITS;

    private final List<List<E>> slots;
    private int adding;
    private int visiting;

    /**
     * An empty wheel.
     *
     * @param slots ticks of a rotation, 1 to {@link #MAX_SLOTS}
     */
    public VisitWheel(int slots) {
        this.slots = new ArrayList<>(slots);
        for (int i = 0; i < slots; i++) {
            this.slots.add(new ArrayList<>());
        }
    }

    /** An object that comes; spread over the slots, so that those that come together do not tick so. */
    public void add(E entry) {
        adding = (adding + 1) % slots.size();
        List<E> slot = slots.get(adding);
        entry.place((slot.size() << SLOT_BITS) | adding);
        slot.add(entry);
    }

    /** Takes an object out; the last one of its slot gets its place. */
    public void remove(E entry) {
        int place = entry.place();
        List<E> slot = slots.get(place & (MAX_SLOTS - 1));
        E last = slot.remove(slot.size() - 1);
        if (last != entry) {
            slot.set(place >>> SLOT_BITS, last);
            last.place(place);
        }
    }

    /** Visits the next slot; visitors may remove what they are given. */
    public void tick(Consumer<E> visitor) {
        visiting = (visiting + 1) % slots.size();
        List<E> slot = slots.get(visiting);
        // Backwards, so that a removal moves nobody into what is still to come.
        for (int i = slot.size() - 1; i >= 0; i--) {
            visitor.accept(slot.get(i));
        }
    }

    /** Everything in it. */
    public List<E> all() {
        List<E> all = new ArrayList<>();
        slots.forEach(all::addAll);
        return all;
    }

    /** Something that is visited. */
    public interface Entry {
        /** Where it is; kept for the wheel. */
        int place();

        /** Notes where it is now. */
        void place(int place);
    }
}
