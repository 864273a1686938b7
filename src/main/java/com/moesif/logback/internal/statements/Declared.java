package com.moesif.logback.internal.statements;

import java.util.Arrays;
import org.objectweb.asm.ClassReader;

/** Reads which methods a class file declares, without their code. */
final class Declared {
    private static final int WORD = 2;
    /** Access, name, descriptor, and how many attributes there are. */
    private static final int MEMBER = 8;
    /** The name of an attribute, and its length. */
    private static final int ATTRIBUTE = 6;

    private final ClassReader reader;
    private int at;

    private Declared(ClassReader reader, int at) {
        this.reader = reader;
        this.at = at;
    }

    /**
     * The hashes of their names and descriptors, as {@link ConstantPool#hash} has them, in their order.
     *
     * @param classFile what the reader reads, from its beginning
     */
    static int[] by(ClassReader reader, byte[] classFile) {
        // Access, this class and its superclass stand before its interfaces.
        int interfaces = reader.header + 3 * WORD;
        Declared declared = new Declared(reader, interfaces + WORD + WORD * reader.readUnsignedShort(interfaces));
        for (int left = declared.count(); left > 0; left--) {
            declared.skipMember();
        }
        int[] hashes = new int[declared.count()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = ConstantPool.hash(reader, classFile, declared.at + WORD);
            declared.skipMember();
        }
        Arrays.sort(hashes);
        return hashes;
    }

    private int count() {
        at += WORD;
        return reader.readUnsignedShort(at - WORD);
    }

    private void skipMember() {
        int attributes = reader.readUnsignedShort(at + MEMBER - WORD);
        at += MEMBER;
        for (int i = 0; i < attributes; i++) {
            at += ATTRIBUTE + reader.readInt(at + WORD);
        }
    }
}
