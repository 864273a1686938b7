package com.moesif.logback.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.config.AliasElement;
import com.moesif.logback.config.FieldElement;
import com.moesif.logback.config.KafkaElement;
import com.moesif.logback.config.MaskElement;
import com.moesif.logback.config.ProxyElement;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.config.SpoolElement;
import com.moesif.logback.harness.Statuses;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** In code, null is what a variable of the environment gives that nobody has set: as if the setter had not been called. */
class NullTextsTest {
    private record Start(List<String> infos, List<String> problems, boolean isShipping) {}

    @Test
    void nullInEverySetterOfText_isItsDefault() throws ReflectiveOperationException {
        List<Method> setters = setters(MoesifAppender.class);
        assertThat(setters).hasSizeGreaterThan(15);

        Start withNulls = start(appender -> setAllToNull(appender, setters));

        assertThat(withNulls).isEqualTo(start(appender -> {}));
        assertThat(withNulls.problems).isEmpty();
        assertThat(withNulls.isShipping).isTrue();
    }

    @Test
    void nullAfterAText_takesItBack() {
        assertThat(start(appender -> {
                    appender.setLinger("7 s");
                    appender.setLinger(null);
                }))
                .isEqualTo(start(appender -> {}));
    }

    @Test
    void nullInEverySetterOfAnElement_isAsIfItWereNotSaid() throws ReflectiveOperationException {
        assertThat(start(appender -> addElements(appender, true)))
                .isEqualTo(start(appender -> addElements(appender, false)));
    }

    @Test
    void nullForAnElement_isOneErrorThatNamesIt() {
        Start start = start(appender -> {
            appender.addAlias(null);
            appender.addField(null);
            appender.addRule(null);
            appender.addMdcKey(null);
            RuleElement rule = new RuleElement();
            rule.setMessage("m {}");
            rule.setActionName("A");
            rule.addField(null);
            appender.addRule(rule);
        });

        assertThat(start.isShipping).isTrue();
        assertThat(start.problems)
                .hasSize(5)
                .anyMatch(problem -> problem.contains("<alias>"))
                .anyMatch(problem -> problem.contains("<field>"))
                .anyMatch(problem -> problem.contains("Rule 1"))
                .anyMatch(problem -> problem.contains("Rule 2"))
                .anyMatch(problem -> problem.contains("<mdcKey> is empty"));
    }

    @Test
    void nullForWhatHides_switchesTheAppenderOff() {
        for (Consumer<MoesifAppender> hiding :
                List.<Consumer<MoesifAppender>>of(each -> each.addMask(null), each -> each.addExclude(null))) {
            Start start = start(hiding);

            assertThat(start.isShipping).isFalse();
            assertThat(start.problems).singleElement().asString().contains("The appender is off and ships nothing");
        }
    }

    private static void addElements(MoesifAppender appender, boolean withNulls) {
        List<Object> elements = List.of(
                new AliasElement(),
                new FieldElement(),
                new KafkaElement(),
                new MaskElement(),
                new ProxyElement(),
                new RuleElement(),
                new SpoolElement());
        for (Object element : elements) {
            if (withNulls) {
                setAllToNull(element, setters(element.getClass()));
            }
            Arrays.stream(MoesifAppender.class.getMethods())
                    .filter(method ->
                            method.getParameterCount() == 1 && method.getParameterTypes()[0] == element.getClass())
                    .forEach(method -> call(method, appender, element));
        }
    }

    private static void setAllToNull(Object bean, List<Method> setters) {
        setters.forEach(setter -> call(setter, bean, null));
    }

    private static void call(Method method, Object target, Object argument) {
        try {
            method.invoke(target, argument);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(method.toString(), e);
        }
    }

    private static List<Method> setters(Class<?> bean) {
        List<Method> setters = new ArrayList<>();
        for (Method method : bean.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())
                    && method.getName().startsWith("set")
                    && method.getParameterCount() == 1
                    && method.getParameterTypes()[0] == String.class
                    // An appender without a name is another matter: Logback's own.
                    && !(bean == MoesifAppender.class && method.getName().equals("setName"))) {
                setters.add(method);
            }
        }
        return setters;
    }

    private static Start start(Consumer<MoesifAppender> configured) {
        LoggerContext context = new LoggerContext();
        MoesifAppender appender = new MoesifAppender();
        appender.setContext(context);
        appender.setName("MOESIF");
        configured.accept(appender);
        appender.setApplicationId("eyJhcHAiOiIxMjM0In0.secret");
        appender.start();
        try {
            return new Start(
                    context.getStatusManager().getCopyOfStatusList().stream()
                            .filter(status -> status.getLevel() == Status.INFO)
                            .map(Status::getMessage)
                            .toList(),
                    problems(new Statuses(context)),
                    Insight.isShipping(appender));
        } finally {
            appender.stop();
            context.stop();
        }
    }

    private static List<String> problems(Statuses statuses) {
        List<String> problems = new ArrayList<>(statuses.errors());
        problems.addAll(statuses.warnings());
        return problems;
    }
}
