package dev.keystile.storage.jdbc;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.keystile.storage", importOptions = ImportOption.DoNotIncludeTests.class)
@ArchTag("once")
class ArchitectureTest {

    @ArchTest
    static void looksAtAllOfThem(JavaClasses classes) {
        assertThat(classes).hasSizeBetween(12, 60);
    }

    @ArchTest
    static final ArchRule needsNoFramework = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.keystile.storage.jdbc..",
                    "dev.keystile.passkeys..",
                    "dev.keystile.webauthn..",
                    "java..",
                    "javax.sql..",
                    "org.flywaydb..",
                    "org.jspecify.."));

    /** Drivers are the application's: nothing here is written against one of them. */
    @ArchTest
    static void showsFourTypesOnly(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder("JdbcStorage", "KeystileSchema", "JdbcStorageException", "TransactionGate");
    }

    @ArchTest
    static final ArchRule printsNothing = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
