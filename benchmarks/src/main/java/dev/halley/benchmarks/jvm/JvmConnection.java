package dev.halley.benchmarks.jvm;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/**
 * A way to the management beans of a JVM on this machine. The JVM starts its own management agent
 * for it, once, which takes it some tenths of a second of CPU and a few megabytes: so before
 * anything is measured. It answers local connections only.
 */
public final class JvmConnection implements AutoCloseable {

    private static final String LIBRARY = "libjvm.so";
    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
    private static final String HISTOGRAM = "gcClassHistogram";

    private final MBeanServerConnection beans;
    private final @Nullable JMXConnector connector;

    private JvmConnection(MBeanServerConnection beans, @Nullable JMXConnector connector) {
        this.beans = beans;
        this.connector = connector;
    }

    /**
     * Whether a process is a JVM. One that is not must not be asked to let somebody in: the signal
     * that asks ends it.
     */
    public static boolean isJvm(long pid) {
        try (Stream<String> maps = Files.lines(Path.of("/proc", Long.toString(pid), "maps"))) {
            return maps.anyMatch(line -> line.endsWith(LIBRARY));
        } catch (IOException | java.io.UncheckedIOException e) {
            return false;
        }
    }

    /**
     * Connects to a JVM; blocks for up to some seconds.
     *
     * @throws IOException if it does not let us in, with the reason
     */
    // The address is what the JVM itself has answered, on this machine; no name is looked up for
    // it.
    @SuppressWarnings("BanJNDI")
    public static JvmConnection to(long pid) throws IOException {
        if (pid == ProcessHandle.current().pid()) {
            return new JvmConnection(ManagementFactory.getPlatformMBeanServer(), null);
        }
        if (!isJvm(pid)) {
            throw new IOException("no JVM");
        }
        JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(agent(pid)));
        return new JvmConnection(connector.getMBeanServerConnection(), connector);
    }

    /**
     * What lives on its heap, after a full collection that this makes; it stands still meanwhile.
     *
     * @throws IOException if it is gone
     */
    public ClassHistogram liveObjects() throws IOException {
        try {
            Object answer =
                    beans.invoke(
                            new ObjectName(COMMANDS),
                            HISTOGRAM,
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return ClassHistogram.parse(String.valueOf(answer));
        } catch (JMException e) {
            throw new IOException(e);
        }
    }

    /** The beans. */
    MBeanServerConnection beans() {
        return beans;
    }

    @Override
    public void close() {
        try {
            if (connector != null) {
                connector.close();
            }
        } catch (IOException e) {
            // It went away first.
        }
    }

    private static String agent(long pid) throws IOException {
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
            try {
                return jvm.startLocalManagementAgent();
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("it lets nobody in: " + e.getMessage(), e);
        }
    }
}
