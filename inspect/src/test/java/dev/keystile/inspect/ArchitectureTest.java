package dev.keystile.inspect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.keystile.inspect");

    @Test
    void analysesTheModule() {
        assertThat(CLASSES.size()).isGreaterThan(30);
    }

    @Test
    void usesTheLibraryAndTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "dev.keystile.inspect..", "dev.keystile.webauthn..")
                .check(CLASSES);
    }

    @Test
    void hasPackagesWithoutCycles() {
        slices().matching("dev.keystile.inspect.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
