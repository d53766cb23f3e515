package dev.keystile.passkeys;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "dev.keystile.passkeys", importOptions = ImportOption.DoNotIncludeTests.class)
@ArchTag("once")
class ArchitectureTest {

    @ArchTest
    static void looksAtAllOfThem(JavaClasses classes) {
        assertThat(classes).hasSizeBetween(70, 200);
    }

    /** No web, no SQL, no framework: a command-line program could use it. */
    @ArchTest
    static final ArchRule usesTheLibraryAndThePlatformOnly = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "dev.keystile.passkeys..",
                            "dev.keystile.webauthn..",
                            "java..",
                            "javax.crypto..",
                            "org.jspecify..")
                    .and(resideInAnyPackage(
                                    "java.sql..", "javax.sql..", "java.net.http..", "dev.keystile.webauthn.testing..")
                            .negate()));

    @ArchTest
    static final ArchRule hasNoCyclesOfPackages =
            slices().matching("dev.keystile.passkeys.(**)").should().beFreeOfCycles();

    /** The values below know nothing of the use cases above. */
    @ArchTest
    static final ArchRule valuesAndPortsDoNotKnowTheUseCases = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.keystile.passkeys.tenant",
                    "dev.keystile.passkeys.account",
                    "dev.keystile.passkeys.ceremony",
                    "dev.keystile.passkeys.audit",
                    "dev.keystile.passkeys.store",
                    "dev.keystile.passkeys.memory")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.keystile.passkeys"));

    @ArchTest
    static final ArchRule asksThePassedInClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule makesNoClockOrRandomnessButAsADefault = noClasses()
            .that()
            .areNotAssignableTo(Passkeys.Builder.class)
            .should()
            .callConstructor(SecureRandom.class)
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule printsNothing = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
