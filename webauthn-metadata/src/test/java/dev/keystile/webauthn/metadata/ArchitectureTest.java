package dev.keystile.webauthn.metadata;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds of this module's code as a whole. */
@Tag("once")
class ArchitectureTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .importUrl(
                    MetadataService.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void isAllLookedAt() {
        assertThat(MODULE).hasSizeGreaterThan(50);
        assertThat(MODULE)
                .extracting(JavaClass::getPackageName)
                .contains("dev.keystile.webauthn.metadata")
                .allMatch(name -> name.isEmpty() || name.equals("dev.keystile.webauthn.metadata"));
    }

    @Test
    void dependsOnTheVerifierAndTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.keystile.webauthn..",
                        "java..",
                        "javax.net.ssl..",
                        "javax.security..",
                        "org.jspecify.annotations..")
                .check(MODULE);
    }

    @Test
    void readsTheTimeFromAClockPassedIn() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(MODULE);
    }

    @Test
    void writesToNoConsole() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(MODULE);
    }
}
