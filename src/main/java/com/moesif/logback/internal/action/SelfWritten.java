package com.moesif.logback.internal.action;

import java.util.List;

/**
 * Classes of the application that write their own JSON: what they hide can't be known without running them. Known by names,
 * since no Jackson need be there.
 */
final class SelfWritten {
    /** Of Jackson 3 and 2; without the beginning of the packages, or relocation would change it. */
    private static final List<String> INTERFACES =
            List.of(".jackson.databind.JacksonSerializable", ".jackson.databind.JsonSerializable");

    private SelfWritten() {}

    static boolean is(Class<?> type, Supertypes types) {
        return types.anyName(name -> INTERFACES.stream().anyMatch(name::endsWith) && !isOfLibrary(type, name));
    }

    /** Jackson's own classes write themselves, too, and hide nothing. */
    private static boolean isOfLibrary(Class<?> type, String itsInterface) {
        return type.getName().startsWith(itsInterface.substring(0, itsInterface.lastIndexOf('.') + 1));
    }
}
