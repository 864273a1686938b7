package com.moesif.logback.internal.statements;

import java.util.Collection;
import org.objectweb.asm.ClassReader;

/** Answers from the head of a class file whether its code is worth reading. One use. */
final class ConstantPool {
    private static final int TEXT_TAG = 1;
    private static final int CLASS_TAG = 7;
    private static final int NAME_AND_TYPE_TAG = 12;

    private final ClassReader reader;
    private final char[] buffer;

    private ConstantPool(ClassReader reader) {
        this.reader = reader;
        this.buffer = new char[reader.getMaxStringLength()];
    }

    static ConstantPool of(ClassReader reader) {
        return new ConstantPool(reader);
    }

    /** Whether it names a logger or what makes one, as a class or as the type of a field, of a parameter or a result. */
    boolean namesALogger() {
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            // The second half of a long or double has no place of its own.
            if (at > 0 && reader.readByte(at - 1) == CLASS_TAG) {
                String named = reader.readUTF8(at, buffer);
                if (LogCalls.isLogger(named) || LoggerNames.isFactory(named)) {
                    return true;
                }
            } else if (at > 0 && reader.readByte(at - 1) == TEXT_TAG && saysLog(at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a descriptor has a logger's type in it. Most texts are not even read for it. */
    private boolean saysLog(int at) {
        int end = at + 2 + reader.readUnsignedShort(at);
        for (int i = at + 2; i < end - 2; i++) {
            if (reader.readByte(i) == 'L' && reader.readByte(i + 1) == 'o' && reader.readByte(i + 2) == 'g') {
                char[] text = new char[end - at - 2];
                for (int j = 0; j < text.length; j++) {
                    text[j] = (char) reader.readByte(at + 2 + j);
                }
                return LogCalls.isInDescriptor(String.valueOf(text));
            }
        }
        return false;
    }

    /** @param signatures names with descriptors */
    boolean hasMethod(Collection<String> signatures) {
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at > 0 && reader.readByte(at - 1) == NAME_AND_TYPE_TAG) {
                String descriptor = reader.readUTF8(at + 2, buffer);
                if (descriptor.startsWith("(") && signatures.contains(reader.readUTF8(at, buffer) + descriptor)) {
                    return true;
                }
            }
        }
        return false;
    }
}
