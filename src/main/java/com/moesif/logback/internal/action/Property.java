package com.moesif.logback.internal.action;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.List;

/** One property of a bean or record: where it is read, and what Jackson's annotations say of it. Immutable. */
final class Property {
    private final String name;
    private final Member member;
    private final Inclusion inclusion;
    private final ValueFormat format;
    private final HiddenNames hiddenWithin;
    /** Why it is not sent; null when it is. */
    private final String withheld;
    /** Why maps are not sent, as keys or entries of one may be hidden; null when they are. */
    private final String mapsWithheld;

    /** What a value is not equal to, or it is left out; may be null. */
    private final Object leftOut;

    private final Narrowing narrowing;

    private final boolean asText;
    private final boolean partsAsTexts;
    private final boolean raw;
    private final String prefix;
    private final String suffix;

    /**
     * @param name in JSON
     * @param member a method without parameters, or a field
     */
    Property(String name, Member member, JacksonAnnotations annotations, JacksonAnnotations ofBean) {
        this.name = name;
        this.member = member;
        this.inclusion = Inclusion.of(annotations, Inclusion.of(ofBean, Inclusion.ALWAYS));
        this.leftOut = Inclusion.filter(annotations, ofBean);
        this.format = ValueFormat.of(annotations);
        this.hiddenWithin = HiddenNames.of(annotations);
        OwnWriter writer = OwnWriter.ofProperty(annotations);
        this.withheld = writer == null ? null : withheld(writer, "");
        this.mapsWithheld = mapsWithheld(annotations, ofBean);
        this.narrowing = Narrowing.of(member, annotations, ofBean, notNarrowed(name));
        this.asText = annotations.askForText();
        this.partsAsTexts = annotations.askForTexts();
        this.raw = annotations.isOn("JsonRawValue");
        boolean unwrapped = annotations.flag("JsonUnwrapped", "enabled");
        this.prefix = unwrapped ? affix("prefix", annotations) : null;
        this.suffix = unwrapped ? affix("suffix", annotations) : null;
        open(member);
    }

    /** One of which no annotation says anything. */
    static Property plain(String name, Member member) {
        JacksonAnnotations none = new JacksonAnnotations(List.of());
        return new Property(name, member, none, none);
    }

    private String withheld(OwnWriter writer, String whose) {
        return "has " + writer.what() + " of its own for " + whose + "'" + name + "' (" + writer.annotation()
                + "), which is not " + writer.notDone() + " here. Log what it may show as a field";
    }

    private String mapsWithheld(JacksonAnnotations annotations, JacksonAnnotations ofBean) {
        if (annotations.hideNames()) {
            return withheld(OwnWriter.SERIALISER, "the keys of ");
        }
        OwnWriter filter = OwnWriter.ofEntries(ofBean);
        return filter == null ? null : withheld(filter, "the entries of ");
    }

    private static String notNarrowed(String name) {
        return "is '" + name
                + "', of which an annotation (@JsonSerialize or @JsonFormat) may show a part only, which is not"
                + " done here. Log what it may show as a field";
    }

    private static String affix(String attribute, JacksonAnnotations annotations) {
        String text = annotations.text("JsonUnwrapped", attribute);
        return text == null ? "" : text;
    }

    private static void open(Member member) {
        // Says no where a module is closed; a member that is public all the same needs no permission.
        ((AccessibleObject) member).trySetAccessible();
    }

    String name() {
        return name;
    }

    Member member() {
        return member;
    }

    /** Writes name and value into an object that has begun, or nothing where the annotations say so. */
    void write(Object bean, ValueWriter out, Affixes affixes) throws Throwable {
        Object value = read(bean);
        Shape shape = value == null ? null : out.shapes().of(value.getClass());
        if (shape instanceof Shape.Lazy lazy) {
            if (!lazy.laziness().isLoaded(value)) {
                // Whether it is empty, and what its text is, only the database could say.
                out.name(affixes.around(name));
                lazy.write(value, out, hiddenWithin);
                return;
            }
            Object loaded = lazy.laziness().loaded(value);
            if (loaded != value) {
                value = loaded;
                shape = out.shapes().of(loaded.getClass());
            }
        }
        if (leftOut == null ? inclusion.excludes(value) : leftOut.equals(value)) {
            return;
        }
        Shape seen = value == null ? null : narrowing.of(value, shape, out.shapes());
        if (seen instanceof BeanShape inner) {
            if (inner.isNeverAProperty()) {
                return;
            }
            if (prefix != null && withheld == null && !asText) {
                inner.writeProperties(value, out, hiddenWithin, affixes.with(prefix, suffix));
                return;
            }
        }
        if (value != null) {
            out.name(affixes.around(name));
            writePresent(value, seen, seen != shape, out);
        } else if (prefix == null) {
            out.name(affixes.around(name));
            out.value(null, hiddenWithin);
        }
    }

    private void writePresent(Object value, Shape shape, boolean narrowed, ValueWriter out) throws Throwable {
        if (withheld != null) {
            out.lost(withheld);
        } else if (mapsWithheld != null && mayHoldParts(shape) && !Inclusion.NON_EMPTY.excludes(value)) {
            out.lost(mapsWithheld);
        } else if (asText) {
            out.text(value);
        } else if (raw) {
            out.raw(value.toString());
        } else if (partsAsTexts && mayHoldParts(shape)) {
            new Shape.TextParts(shape).write(value, out, hiddenWithin);
        } else {
            Object formatted = narrowed ? value : format.apply(value);
            if (formatted == value) {
                out.value(value, shape, hiddenWithin);
            } else {
                out.value(formatted, hiddenWithin);
            }
        }
    }

    /** Writes that the whole value is lost: of a value that is there, where an annotation hides it. */
    void writeLost(ValueWriter out) {
        out.name(name);
        out.lost(withheld == null ? mapsWithheld : withheld);
    }

    /** A {@code @JsonValue} may be a list or a map. */
    private static boolean mayHoldParts(Shape shape) {
        return shape.isContainer() || shape instanceof Shape.Instead;
    }

    Object read(Object bean) {
        try {
            return member instanceof Method method ? call(method, bean) : ((Field) member).get(bean);
        } catch (IllegalAccessException e) {
            throw closed(bean.getClass());
        } catch (Throwable t) {
            throw CaptureFailure.property(name, member.getDeclaringClass(), t);
        }
    }

    private Unreadable closed(Class<?> type) {
        Class<?> owner = member.getDeclaringClass();
        Module ours = Property.class.getModule();
        String to = ours.isNamed() ? " to " + ours.getName() : "";
        return new Unreadable(
                "can't be read: the module " + owner.getModule().getName() + " doesn't open the package of "
                        + CaptureFailure.nameOf(type) + " to this library. Add `opens " + owner.getPackageName() + to
                        + ";` to its module-info.java");
    }

    /** What the method throws comes out as it is. */
    static Object call(Method method, Object target) {
        try {
            return method.invoke(target);
        } catch (InvocationTargetException e) {
            throw Property.<RuntimeException>sneaky(e.getCause());
        } catch (IllegalAccessException e) {
            throw Property.<RuntimeException>sneaky(e);
        }
    }

    @SuppressWarnings("unchecked")
    static <T extends Throwable> T sneaky(Throwable what) throws T {
        throw (T) what;
    }
}
