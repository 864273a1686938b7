package com.moesif.logback.internal.metrics;

import com.moesif.logback.internal.metrics.MoesifAppenderMXBean.Described;
import java.lang.reflect.Method;
import java.util.Arrays;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;

/** An MXBean whose attributes and operations are explained by the annotations of its interface. */
final class DescribedBean extends StandardMBean {
    DescribedBean(MoesifAppenderMXBean bean) {
        super(bean, MoesifAppenderMXBean.class, true);
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return text(MoesifAppenderMXBean.class.getAnnotation(Described.class));
    }

    @Override
    protected String getDescription(MBeanAttributeInfo attribute) {
        return text(of(method((attribute.isIs() ? "is" : "get") + attribute.getName())));
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation) {
        return text(of(method(operation.getName())));
    }

    @Override
    protected int getImpact(MBeanOperationInfo operation) {
        return MBeanOperationInfo.ACTION;
    }

    @Override
    protected String getParameterName(MBeanOperationInfo operation, MBeanParameterInfo parameter, int index) {
        return parameter(operation, index).name();
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation, MBeanParameterInfo parameter, int index) {
        return text(parameter(operation, index));
    }

    private static String text(Described described) {
        return described.units().isEmpty() ? described.value() : described.value() + " (" + described.units() + ")";
    }

    private static Described of(Method method) {
        return method.getAnnotation(Described.class);
    }

    private static Described parameter(MBeanOperationInfo operation, int index) {
        return method(operation.getName()).getParameters()[index].getAnnotation(Described.class);
    }

    /** None is overloaded. */
    private static Method method(String name) {
        return Arrays.stream(MoesifAppenderMXBean.class.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
