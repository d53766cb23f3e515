package dev.keystile.webauthn.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target/classes"));

    @Test
    void looksAtThePackageAsItIs() {
        assertThat(CLASSES).hasSizeGreaterThan(60).anyMatch(each -> each.isEquivalentTo(WebAuthnClient.class));
    }

    @Test
    void dependsOnTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "javax.crypto..", "org.jspecify..", "dev.keystile.webauthn.testing"))
                .check(CLASSES);
    }

    @Test
    void printsNothing() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
    }

    @Test
    void keepsItsMachineryToItself() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Draft")
                .or()
                .haveSimpleNameEndingWith("Attestation")
                .and()
                .doNotHaveSimpleName("Attestation")
                .should()
                .notBePublic()
                .check(CLASSES);
    }
}
