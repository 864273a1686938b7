package com.moesif.logback.internal.classpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuntimeImageTest {
    static Stream<Map.Entry<String, String>> modules() {
        return RuntimeImage.MODULES.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void package_isOfThatModule(Map.Entry<String, String> entry) {
        String name = entry.getKey();
        assertThat(ModuleLayer.boot().findModule(entry.getValue()))
                .hasValueSatisfying(module -> assertThat(module.getPackages())
                        .anyMatch(
                                packageName -> (packageName + ".").startsWith(name) && module.isExported(packageName)));
    }
}
