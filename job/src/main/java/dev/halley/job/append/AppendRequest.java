package dev.halley.job.append;

import dev.halley.job.record.LogId;
import java.util.List;

/**
 * Messages to append to one stream, in order, all or none of them. Whoever answers it:
 *
 * <ol>
 *   <li>takes a message whose position is not above the highest that the stream had from this log for
 *       one that was appended before: {@link AppendResult.Kind#SEEN} with the offset given then, or
 *       {@link AppendResult.Kind#TRIMMED} when that is not kept any more, or what stands there was
 *       told to be committed at an append before. Only what may be lost with its
 *       place is taken for new: what is not committed, and lies between the highest position that a
 *       head had when it was found to be incomplete (or had none) and the one appended then;
 *   <li>takes a message whose id has an offset, for one that came before under another position:
 *       {@link AppendResult.Kind#REPEATED};
 *   <li>appends the others: {@link AppendResult.Kind#APPENDED}, offsets going on by one. Before the
 *       first of them it makes sure of the epoch: the one it finds stays if the head's last offset
 *       is not below the remembered one, and the head was last written under the present replication
 *       id or {@code remembered} has the same epoch and the partition was proved to be the job's
 *       under that id; where that proof is missing, nothing is done, and the answer is {@link
 *       AppendAnswer#unproved}. Otherwise {@code freshEpoch}
 *       begins, and offsets go on from the head's last one; without a head, from the remembered one;
 *   <li>then forgets positions before {@code committed}, and, when it is a sixteenth more than that,
 *       what the terms do not keep.
 * </ol>
 *
 * An attempt that ran although its answer was lost changes nothing when the request is sent again.
 *
 * @param number unique in this job's life
 * @param target which stream
 * @param log the partition that all its messages come from
 * @param messages at least one
 * @param terms what the stream keeps
 * @param moment what holds now
 */
public record AppendRequest(
        long number,
        AppendTarget target,
        LogId log,
        List<AppendMessage> messages,
        AppendTerms terms,
        AppendMoment moment) {
    /** Takes a copy of the list. */
    public AppendRequest {
        messages = List.copyOf(messages);
    }

    /** The same request, sent at another time. */
    AppendRequest at(AppendMoment later) {
        return new AppendRequest(number, target, log, messages, terms, later);
    }
}
