package dev.keystile.webauthn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds of this library's code as a whole. */
@Tag("once")
class ArchitectureTest {

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .importUrl(RelyingParty.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void isAllLookedAt() {
        assertThat(LIBRARY).hasSizeGreaterThan(150);
    }

    @Test
    void dependsOnTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.keystile.webauthn..",
                        "java..",
                        "javax.crypto..",
                        "javax.security..",
                        "org.jspecify.annotations..")
                .check(LIBRARY);
    }

    @Test
    void hasNoCyclesOfPackages() {
        slices().matching("dev.keystile.webauthn.(**)")
                .should()
                .beFreeOfCycles()
                .check(LIBRARY);
    }

    @Test
    void keepsTheCeremoniesApart() {
        noClasses()
                .that()
                .resideInAPackage("..registration..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..authentication..")
                .check(LIBRARY);
        noClasses()
                .that()
                .resideInAPackage("..authentication..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..registration..")
                .check(LIBRARY);
    }

    @Test
    void readsTheTimeFromAClockPassedIn() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(LIBRARY);
    }

    @Test
    void writesToNoConsoleAndUsesNoReflection() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.reflect..")
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .check(LIBRARY);
    }
}
