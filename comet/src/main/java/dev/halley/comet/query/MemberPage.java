package dev.halley.comet.query;

import dev.halley.api.comet.SessionInfo;
import dev.halley.comet.members.Member;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The lowest session ids above one, of one shard. Only as many are kept as the page has places, so a
 * large room costs a walk over its members but no copy of them.
 *
 * @param after ids up to it are left out
 * @param limit at most so many
 */
record MemberPage(long after, int limit) {
    private static final Comparator<Member> HIGHEST_FIRST =
            (a, b) -> Long.compareUnsigned(b.sessionId(), a.sessionId());

    List<SessionInfo> of(Iterable<Member> members) {
        PriorityQueue<Member> lowest = new PriorityQueue<>(HIGHEST_FIRST);
        for (Member member : members) {
            if (Long.compareUnsigned(member.sessionId(), after) > 0) {
                lowest.add(member);
                if (lowest.size() > limit) {
                    lowest.remove();
                }
            }
        }
        return lowest.stream().map(Member::describe).toList();
    }
}
