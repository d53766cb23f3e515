package dev.keystile.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever registers anybody stays by itself. */
class IsolationTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final String ARTIFACT = "keystile-conformance";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(ConformanceServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    private static List<Path> otherPoms() throws IOException {
        try (Stream<Path> folders = Files.list(CHECKOUT)) {
            return Stream.concat(Stream.of(CHECKOUT), folders.filter(folder -> !folder.endsWith("conformance")))
                    .map(folder -> folder.resolve("pom.xml"))
                    .filter(Files::exists)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noOtherModuleDependsOnIt() throws IOException {
        assertThat(otherPoms())
                .hasSizeGreaterThan(8)
                .allSatisfy(pom -> assertThat(read(pom)).as(pom.toString()).doesNotContain(ARTIFACT));
    }

    @Test
    void isNotPublished() {
        assertThat(read(CHECKOUT.resolve("conformance/pom.xml")))
                .contains("<artifactId>" + ARTIFACT + "</artifactId>")
                .contains("<maven.deploy.skip>true</maven.deploy.skip>")
                .contains("<maven.install.skip>true</maven.install.skip>");
    }

    @Test
    void runsOnTheLibraryAndTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.keystile.conformance..",
                        "dev.keystile.webauthn..",
                        "java..",
                        "com.sun.net.httpserver..",
                        "org.jspecify.annotations..")
                .check(CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.keystile.webauthn.testing..")
                .check(CLASSES);
    }

    @Test
    void isAProgramAndNoLibrary() {
        classes()
                .that()
                .doNotHaveSimpleName("package-info")
                .and()
                .doNotHaveSimpleName("ConformanceServer")
                .should()
                .notBePublic()
                .check(CLASSES);
        assertThat(CLASSES).hasSizeGreaterThan(9);
    }
}
