package com.moesif.logback.cli;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The Java processes of this user on this machine, as far as the Java that runs this can ask them. */
final class JavaProcesses {
    private JavaProcesses() {}

    /**
     * All but this one, each with its {@code pid} and its {@code name}.
     *
     * @throws IOException when this Java can't ask them
     */
    static List<Map<String, Object>> others() throws IOException {
        try {
            return Attaching.others();
        } catch (LinkageError e) {
            throw noJdk(e);
        }
    }

    /**
     * The address of its JMX agent, which listens to this machine only; starts it, if it doesn't run yet.
     *
     * @throws IOException when it can't be asked; the message says why
     */
    static String agentOf(String pid) throws IOException {
        try {
            return Attaching.agentOf(pid);
        } catch (LinkageError e) {
            throw noJdk(e);
        }
    }

    private static IOException noJdk(LinkageError why) {
        return new IOException(
                "this Java can't ask other processes, since it lacks the module jdk.attach. Run the command by the java of"
                        + " a JDK, or give the HOST:PORT of the JMX agent",
                why);
    }

    /** Names classes that only a JDK has, and is loaded by nobody else. */
    private static final class Attaching {
        private Attaching() {}

        static List<Map<String, Object>> others() {
            String own = String.valueOf(ProcessHandle.current().pid());
            return VirtualMachine.list().stream()
                    .filter(process -> !process.id().equals(own))
                    .map(process ->
                            Map.<String, Object>of("pid", Long.valueOf(process.id()), "name", process.displayName()))
                    .toList();
        }

        static String agentOf(String pid) throws IOException {
            try {
                VirtualMachine process = VirtualMachine.attach(pid);
                try {
                    return process.startLocalManagementAgent();
                } finally {
                    process.detach();
                }
            } catch (AttachNotSupportedException e) {
                throw new IOException("process " + pid + " is no Java process of this user: " + e.getMessage(), e);
            } catch (IOException e) {
                throw new IOException(pid + " can't be asked: " + JmxAccess.reason(e), e);
            }
        }
    }
}
