package com.moesif.logback.internal.metrics;

import com.moesif.logback.internal.ledger.Ledger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.Descriptor;
import javax.management.DynamicMBean;
import javax.management.ImmutableDescriptor;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ReflectionException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/**
 * An appender as JMX shows it: each {@link Measure} is an attribute, beside what an operator may do. All types are JMX's own,
 * so that a remote client needs no class of ours. Any thread.
 */
final class AppenderBean implements DynamicMBean {
    private static final MBeanParameterInfo TIMEOUT = new MBeanParameterInfo(
            "timeout", "long", "How long to wait at most (milliseconds)", openType(SimpleType.LONG));
    private static final MBeanInfo INFO = new MBeanInfo(
            AppenderBean.class.getName(),
            "An appender that ships log events as Moesif actions. All counts are since its start.",
            Arrays.stream(Measure.values()).map(AppenderBean::attribute).toArray(MBeanAttributeInfo[]::new),
            null,
            new MBeanOperationInfo[] {
                operation(
                        "flush",
                        "Waits until all that was accepted before has been delivered. False when the time was over, or"
                                + " something was dropped meanwhile.",
                        SimpleType.BOOLEAN,
                        TIMEOUT),
                operation(
                        "pause",
                        "Sends nothing more until resume; actions are still taken in, within maxMemory. A stop ends it.",
                        SimpleType.VOID),
                operation("resume", "Ends a pause.", SimpleType.VOID),
                operation(
                        "sendNow",
                        "Ends a backoff and the wait for company once. While paused, nothing is sent all the same.",
                        SimpleType.VOID)
            },
            null,
            // Its values are what an MXBean's would be, so that a client may have an interface for them.
            new ImmutableDescriptor(Map.of("mxbean", "true", "immutableInfo", "true")));

    private final Ledger ledger;
    private final Operations operations;

    AppenderBean(Ledger ledger, Operations operations) {
        this.ledger = ledger;
        this.operations = operations;
    }

    private static MBeanAttributeInfo attribute(Measure measure) {
        OpenType<?> type = OpenValues.type(measure);
        return new MBeanAttributeInfo(
                measure.label(),
                OpenValues.javaType(type),
                measure.description() + " (" + measure.units() + ")",
                true,
                false,
                measure.type() == Boolean.class,
                new ImmutableDescriptor(Map.of("units", measure.units(), "openType", type)));
    }

    private static MBeanOperationInfo operation(
            String name, String description, OpenType<?> result, MBeanParameterInfo... parameters) {
        return new MBeanOperationInfo(
                name,
                description,
                parameters,
                OpenValues.javaType(result),
                MBeanOperationInfo.ACTION,
                openType(result));
    }

    private static Descriptor openType(OpenType<?> type) {
        return new ImmutableDescriptor(Map.of("openType", type));
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return INFO;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        for (Measure measure : Measure.values()) {
            if (measure.label().equals(name)) {
                return OpenValues.of(measure, ledger);
            }
        }
        throw new AttributeNotFoundException("No such attribute: " + name);
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList found = new AttributeList();
        for (String name : names) {
            try {
                found.add(new Attribute(name, getAttribute(name)));
            } catch (AttributeNotFoundException | RuntimeException e) {
                // The caller sees by the names which are missing, and gets the others all the same.
                continue;
            }
        }
        return found;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("No attribute can be set: " + attribute.getName());
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String name, Object[] arguments, String[] signature) throws ReflectionException {
        switch (name) {
            case "flush":
                if (arguments != null && arguments.length == 1 && arguments[0] instanceof Long millis) {
                    return operations.flush(Duration.ofMillis(Math.max(0, millis)));
                }
                break;
            case "pause":
                operations.pause(Caller.describe());
                return null;
            case "resume":
                operations.resume(Caller.describe());
                return null;
            case "sendNow":
                operations.sendNow();
                return null;
            default:
                break;
        }
        throw new ReflectionException(
                new NoSuchMethodException(name), "No such operation: " + name + Arrays.toString(signature));
    }
}
