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

    private final boolean namesALogger;
    private final int[] signatures;

    private ConstantPool(boolean namesALogger, int[] signatures) {
        this.namesALogger = namesALogger;
        this.signatures = signatures;
    }

    static ConstantPool of(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        int[] signatures = new int[reader.getItemCount()];
        int count = 0;
        boolean logger = false;
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            // The second half of a long or double has no place of its own.
            int tag = at > 0 ? reader.readByte(at - 1) : 0;
            if (tag == CLASS_TAG && !logger) {
                String named = reader.readUTF8(at, buffer);
                logger = LogCalls.isLogger(named) || LoggerNames.isFactory(named);
            } else if (tag == NAME_AND_TYPE_TAG) {
                int descriptor = reader.getItem(reader.readUnsignedShort(at + 2));
                // A field, parameter or result may be a logger although the class is nowhere named.
                logger |= saysLog(reader, descriptor) && LogCalls.isInDescriptor(reader.readUTF8(at + 2, buffer));
            } else if (tag == METHOD_TAG || tag == METHOD_OF_INTERFACE_TAG) {
                signatures[count++] = method(reader, at);
            }
        }
        int[] sorted = Arrays.copyOf(signatures, count);
        Arrays.sort(sorted);
        return new ConstantPool(logger, sorted);
    }

    /** Constructors with a text are all over the place: theirs is with the class. */
    private static int method(ClassReader reader, int at) {
        int type = reader.getItem(reader.readUnsignedShort(reader.getItem(reader.readUnsignedShort(at))));
        int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
        int name = reader.getItem(reader.readUnsignedShort(nameAndType));
        int descriptor = reader.getItem(reader.readUnsignedShort(nameAndType + 2));
        int before = reader.readByte(name + 2) == '<' ? hash(reader, type, 0) : 0;
        return hash(reader, descriptor, hash(reader, name, before));
    }

    private static boolean saysLog(ClassReader reader, int text) {
        int end = text + 2 + reader.readUnsignedShort(text);
        for (int i = text + 2; i < end - 2; i++) {
            if (reader.readByte(i) == 'L' && reader.readByte(i + 1) == 'o' && reader.readByte(i + 2) == 'g') {
                return true;
            }
        }
        return false;
    }

    private static int hash(ClassReader reader, int text, int before) {
        int hash = before;
        int end = text + 2 + reader.readUnsignedShort(text);
        for (int i = text + 2; i < end; i++) {
            hash = hash * HASH + reader.readByte(i);
        }
        return hash;
    }

    /** Whether it names a logger or what makes one, as a class or as the type of a field, of a parameter or a result. */
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
