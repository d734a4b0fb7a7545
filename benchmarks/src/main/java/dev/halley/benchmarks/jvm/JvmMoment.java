package dev.halley.benchmarks.jvm;

import com.sun.management.GcInfo;
import dev.halley.benchmarks.process.ThreadCounts;
import java.io.IOException;
import java.lang.management.MemoryUsage;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * The counters of a JVM at one moment.
 *
 * @param allocated bytes allocated on the heap; where the JVM knows no sum, by thread
 * @param pauses times that it stood still for its collectors
 * @param pausedMs how long, all together
 * @param heapAfterGcKb heap in use after the last collection; below 0: there was none
 */
record JvmMoment(ThreadCounts allocated, long pauses, long pausedMs, long heapAfterGcKb) {

    private static final String THREADS = "java.lang:type=Threading";
    private static final String COLLECTORS = "java.lang:type=GarbageCollector,*";
    private static final String POOLS = "java.lang:type=MemoryPool,*";

    /** Collectors that run beside the program have two beans, one for cycles, one for pauses. */
    private static final String CYCLES = "Cycles";

    private static final String PAUSES = "Pauses";
    private static final long SUM = 0;
    private static final long NEVER = -1;
    private static final int BYTES_PER_KB = 1_024;

    /** Asks for all of them. */
    static JvmMoment now(MBeanServerConnection beans) throws IOException, JMException {
        long pauses = 0;
        long pausedMs = 0;
        for (ObjectName collector : pausing(beans)) {
            pauses += number(beans, collector, "CollectionCount");
            pausedMs += number(beans, collector, "CollectionTime");
        }
        return new JvmMoment(allocated(beans), pauses, pausedMs, heapAfterGcKb(beans));
    }

    /** The beans of collectors whose collections are pauses. */
    static Set<ObjectName> pausing(MBeanServerConnection beans) throws IOException, JMException {
        Set<ObjectName> all = new TreeSet<>(beans.queryNames(new ObjectName(COLLECTORS), null));
        all.removeIf(collector -> collector.getKeyProperty("name").endsWith(CYCLES));
        return all;
    }

    private static long number(MBeanServerConnection beans, ObjectName bean, String attribute)
            throws IOException, JMException {
        return ((Number) beans.getAttribute(bean, attribute)).longValue();
    }

    private static ThreadCounts allocated(MBeanServerConnection beans)
            throws IOException, JMException {
        ObjectName threads = new ObjectName(THREADS);
        try {
            // Since JDK 21; those of threads that ended are in it.
            return new ThreadCounts(
                    Map.of(SUM, number(beans, threads, "TotalThreadAllocatedBytes")));
        } catch (AttributeNotFoundException e) {
            long[] ids = (long[]) beans.getAttribute(threads, "AllThreadIds");
            Object bytes =
                    beans.invoke(
                            threads,
                            "getThreadAllocatedBytes",
                            new Object[] {ids},
                            new String[] {long[].class.getName()});
            Map<Long, Long> byThread = new HashMap<>();
            for (int i = 0; i < ids.length; i++) {
                byThread.put(ids[i], Math.max(0, ((long[]) bytes)[i]));
            }
            return new ThreadCounts(byThread);
        }
    }

    private static long heapAfterGcKb(MBeanServerConnection beans) throws IOException, JMException {
        Set<String> heap = new TreeSet<>();
        for (ObjectName pool : beans.queryNames(new ObjectName(POOLS), null)) {
            if (beans.getAttribute(pool, "Type").equals("HEAP")) {
                heap.add(pool.getKeyProperty("name"));
            }
        }
        GcInfo last = null;
        for (ObjectName collector : beans.queryNames(new ObjectName(COLLECTORS), null)) {
            Object data = beans.getAttribute(collector, "LastGcInfo");
            GcInfo info = data == null ? null : GcInfo.from((CompositeData) data);
            boolean later =
                    info != null && (last == null || info.getEndTime() >= last.getEndTime());
            if (later && !collector.getKeyProperty("name").endsWith(PAUSES)) {
                last = info;
            }
        }
        return last == null ? NEVER : usedKb(last.getMemoryUsageAfterGc(), heap);
    }

    private static long usedKb(Map<String, MemoryUsage> pools, Set<String> heap) {
        return pools.entrySet().stream()
                        .filter(pool -> heap.contains(pool.getKey()))
                        .mapToLong(pool -> pool.getValue().getUsed())
                        .sum()
                / BYTES_PER_KB;
    }
}
