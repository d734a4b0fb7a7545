package dev.halley.comet.members;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Server-side moves of a session whose AUTH is not answered yet: made once it is, in their order. */
public final class HeldMoves {
    private static final int MAX_MOVES = 16;

    private final List<Move> moves = new ArrayList<>(1);

    private record Move(List<String> join, List<String> leave) {}

    /** False when it is full: this one is lost, and to be counted. */
    public boolean add(List<String> join, List<String> leave) {
        if (moves.size() == MAX_MOVES) {
            return false;
        }
        moves.add(new Move(join, leave));
        return true;
    }

    int size() {
        return moves.size();
    }

    /** Hands over what is held, oldest first: the rooms to join and those to leave. */
    public void forEach(BiConsumer<List<String>, List<String>> mover) {
        moves.forEach(move -> mover.accept(move.join, move.leave));
    }
}
