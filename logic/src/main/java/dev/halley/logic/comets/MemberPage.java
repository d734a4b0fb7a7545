package dev.halley.logic.comets;

import java.util.List;
import java.util.Optional;

/**
 * A page of a room's members.
 *
 * @param members in the order of comet node and session
 * @param next cursor of the page after; empty: this was the last
 */
public record MemberPage(List<LiveSession> members, Optional<String> next) {
    /** Copies the list. */
    public MemberPage {
        members = List.copyOf(members);
    }
}
