package dev.halley.job.append.redis;

import dev.halley.api.redis.StreamEpochs;
import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendEpoch;
import dev.halley.job.append.AppendResult;
import dev.halley.job.append.StreamTip;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link AppendScript} returned: a text, one line for each field. A single one is the replication
 * id under which the partition has to be proved.
 */
final class AppendReply {
    private static final AppendResult.Kind[] KINDS = {
        AppendResult.Kind.APPENDED,
        AppendResult.Kind.SEEN,
        AppendResult.Kind.REPEATED,
        AppendResult.Kind.TRIMMED
    };
    private static final int TIP_EPOCH = 0;
    private static final int TIP_LAST = 1;
    private static final int BEGUN = 2;
    private static final int MASTER = 3;
    private static final int EPOCH = 4;
    private static final int EPOCHS = 5;
    private static final int STATE = 6;
    private static final int TIP_FIELDS = 7;
    private static final int RESULT_FIELDS = 2;

    private final String[] fields;

    AppendReply(String text) {
        fields = text.split("\n", -1);
    }

    private boolean isUnproved() {
        return fields.length == 1;
    }

    AppendAnswer answer() {
        if (isUnproved()) {
            return AppendAnswer.unproved(fields[0]);
        }
        List<AppendResult> results = new ArrayList<>(fields.length / RESULT_FIELDS);
        for (int i = TIP_FIELDS; i < fields.length; i += RESULT_FIELDS) {
            AppendResult.Kind kind = KINDS[Integer.parseInt(fields[i]) - 1];
            results.add(new AppendResult(kind, Long.parseLong(fields[i + 1])));
        }
        StreamTip tip =
                new StreamTip(
                        Integer.parseInt(fields[TIP_EPOCH]), Long.parseLong(fields[TIP_LAST]));
        int number = Integer.parseInt(fields[EPOCH]);
        AppendEpoch epoch =
                new AppendEpoch(
                        number,
                        fields[BEGUN].equals("1"),
                        StreamEpochs.lineage(fields[EPOCHS], number));
        return new AppendAnswer(tip, epoch, results);
    }

    /** The replication id that the script asked for; empty: it did not. */
    String master() {
        return isUnproved() ? fields[0] : fields[MASTER];
    }

    /** What the head is after the usual case; empty: it was another, or there is more than that. */
    String state() {
        return isUnproved() ? "" : fields[STATE];
    }
}
