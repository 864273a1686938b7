package com.moesif.logback.internal.statements;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.objectweb.asm.ClassReader;

/** Answers from the head of a class file whether its code is worth reading. Immutable. */
final class ConstantPool {
    private static final int CLASS_TAG = 7;
    private static final int METHOD_TAG = 10;
    private static final int METHOD_OF_INTERFACE_TAG = 11;
    private static final int NAME_AND_TYPE_TAG = 12;
    private static final int HASH = 31;
    /** Characters in front of {@code groovy/}. */
    private static final int PARENTS = "org/codehaus/".length();

    private final boolean namesALogger;
    private final int[] signatures;

    private ConstantPool(boolean namesALogger, int[] signatures) {
        this.namesALogger = namesALogger;
        this.signatures = signatures;
    }

    /** @param classFile what the reader reads, from its beginning */
    static ConstantPool of(ClassReader reader, byte[] classFile) {
        char[] buffer = new char[reader.getMaxStringLength()];
        int[] signatures = new int[reader.getItemCount()];
        int count = 0;
        boolean logger = false;
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            // The second half of a long or double has no place of its own.
            int tag = at > 0 ? reader.readByte(at - 1) : 0;
            if (tag == CLASS_TAG && !logger) {
                // What no name of theirs is without is looked for first: most classes have no need of a string for each
                // name.
                int name = reader.getItem(reader.readUnsignedShort(at));
                logger = saysLog(classFile, name) && isOfLoggers(reader.readUTF8(at, buffer))
                        || mayBeOfGroovy(classFile, name)
                                && reader.readUTF8(at, buffer).startsWith(GroovyCalls.BOOTSTRAP);
            } else if (tag == NAME_AND_TYPE_TAG) {
                int descriptor = reader.getItem(reader.readUnsignedShort(at + 2));
                // A field, parameter or result may be a logger although the class is nowhere named.
                logger |= saysLog(classFile, descriptor) && LogCalls.isInDescriptor(reader.readUTF8(at + 2, buffer));
            } else if (tag == METHOD_TAG || tag == METHOD_OF_INTERFACE_TAG) {
                signatures[count++] = method(reader, classFile, at);
            }
        }
        int[] sorted = Arrays.copyOf(signatures, count);
        Arrays.sort(sorted);
        return new ConstantPool(logger, sorted);
    }

    /** Constructors with a text are all over the place: theirs is with the class. */
    private static int method(ClassReader reader, byte[] classFile, int at) {
        int type = reader.getItem(reader.readUnsignedShort(reader.getItem(reader.readUnsignedShort(at))));
        int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
        int name = reader.getItem(reader.readUnsignedShort(nameAndType));
        int descriptor = reader.getItem(reader.readUnsignedShort(nameAndType + 2));
        int before = reader.readByte(name + 2) == '<' ? hash(classFile, type, 0) : 0;
        return hash(classFile, descriptor, hash(classFile, name, before));
    }

    /**
     * Of a method that the class declares.
     *
     * @param at where the index of its name stands, and behind it the one of its descriptor
     */
    static int hash(ClassReader reader, byte[] classFile, int at) {
        int name = reader.getItem(reader.readUnsignedShort(at));
        int descriptor = reader.getItem(reader.readUnsignedShort(at + 2));
        return hash(classFile, descriptor, hash(classFile, name, 0));
    }

    private static boolean isOfLoggers(String named) {
        return LogCalls.isLogger(named) || LoggerNames.isFactory(named);
    }

    private static boolean saysLog(byte[] classFile, int text) {
        int end = text + 2 + length(classFile, text);
        for (int i = text + 2; i < end - 2; i++) {
            if (classFile[i] == 'L' && classFile[i + 1] == 'o' && classFile[i + 2] == 'g') {
                return true;
            }
        }
        return false;
    }

    /** Without making a string of it. */
    private static boolean mayBeOfGroovy(byte[] classFile, int text) {
        int at = text + 2;
        return length(classFile, text) > GroovyCalls.BOOTSTRAP.length()
                && classFile[at] == 'o'
                && classFile[at + PARENTS] == 'g';
    }

    private static int hash(byte[] classFile, int text, int before) {
        int hash = before;
        int end = text + 2 + length(classFile, text);
        for (int i = text + 2; i < end; i++) {
            hash = hash * HASH + (classFile[i] & 0xff);
        }
        return hash;
    }

    private static int length(byte[] classFile, int text) {
        return (classFile[text] & 0xff) << 8 | classFile[text + 1] & 0xff;
    }

    /** Whether it names a logger or what makes one, as a class or as the type of a field, of a parameter or a result, or is dynamic Groovy. */
    boolean namesALogger() {
        return namesALogger;
    }

    /** The hashes of the methods that its code names, as {@link #hash} has them, in their order. */
    int[] signatures() {
        return signatures;
    }

    /** Of a method; others may have the same. */
    static int hash(Origin.Target method) {
        String owner = method.name().startsWith("<") ? method.owner() : "";
        int hash = 0;
        for (byte b : (owner + method.signature()).getBytes(StandardCharsets.UTF_8)) {
            hash = hash * HASH + (b & 0xff);
        }
        return hash;
    }
}
