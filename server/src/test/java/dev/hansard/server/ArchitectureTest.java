// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States the module graph: every module may use the message API and the Axon infrastructure, and no sibling. */
class ArchitectureTest {

    private static final Path ROOT = Path.of(System.getProperty("hansard.root", ".."));

    private static final ImportOption NO_TEST_JARS = location -> !location.contains("-tests.jar");

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(NO_TEST_JARS)
            .importPackages("dev.hansard");

    @ParameterizedTest
    @ValueSource(strings = {"command", "query", "edge", "audit"})
    void moduleUsesTheApiAndTheInfrastructureAndNoSibling(String module) {
        String own = "dev.hansard." + module + "..";
        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(oursOutside(own, "dev.hansard.api..", "dev.hansard.axon.."))
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void infrastructureUsesTheApiAndNoModule() {
        noClasses()
                .that()
                .resideInAPackage("dev.hansard.axon..")
                .should()
                .dependOnClassesThat(oursOutside("dev.hansard.axon..", "dev.hansard.api.."))
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void apiUsesNothingElseOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("dev.hansard.api..")
                .should()
                .dependOnClassesThat(oursOutside("dev.hansard.api.."))
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void cachesAreMadeInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.hansard.axon.cache..")
                .should()
                .callMethod(Caffeine.class, "newBuilder")
                .check(OURS);
    }

    /** A rule over an empty import would hold for the wrong reason. */
    @ParameterizedTest
    @ValueSource(strings = {"api", "axon", "command", "query", "edge", "audit", "server"})
    void everyModuleIsLookedAt(String module) {
        assertThat(OURS).anyMatch(type -> (type.getPackageName() + ".").startsWith("dev.hansard." + module + "."));
    }

    @Test
    void decisionNumbersAreUnique() throws IOException {
        var titlesByNumber = new TreeMap<String, TreeSet<String>>();
        for (Path decision : files(ROOT.resolve("docs/adr"), ".md")) {
            String name = decision.getFileName().toString();
            if (name.matches("\\d+-.*")) {
                String number = name.substring(0, name.indexOf('-'));
                titlesByNumber.computeIfAbsent(number, any -> new TreeSet<>()).add(name);
            }
        }
        titlesByNumber.values().removeIf(titles -> titles.size() == 1);
        assertThat(titlesByNumber).as("ADR numbers used more than once").isEmpty();
    }

    /** Spotless leaves package-info.java alone, so the header is checked here for every file. */
    @Test
    void everySourceFileCarriesTheLicenceHeader() throws IOException {
        var without = new TreeSet<String>();
        for (Path module : directories(ROOT)) {
            for (Path source : files(module.resolve("src"), ".java")) {
                if (!Files.readString(source)
                        .startsWith("// SPDX-FileCopyrightText: The Hansard Authors\n"
                                + "// SPDX-License-Identifier: Apache-2.0\n")) {
                    without.add(ROOT.relativize(source).toString());
                }
            }
        }
        assertThat(without).as("sources without the two-line SPDX header").isEmpty();
    }

    private static DescribedPredicate<JavaClass> oursOutside(String... allowed) {
        return resideInAPackage("dev.hansard..").and(DescribedPredicate.not(resideInAnyPackage(allowed)));
    }

    private static List<Path> directories(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            return entries.filter(path -> path.toString().endsWith(suffix)).toList();
        }
    }
}
