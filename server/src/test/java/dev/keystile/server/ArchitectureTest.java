package dev.keystile.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

@Tag("once")
class ArchitectureTest {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.keystile.server");

    @Test
    void modulesUseOnlyWhatTheyDeclare() {
        ApplicationModules modules = ApplicationModules.of(KeystileServer.class);
        modules.verify();
        assertThat(modules.stream()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void everyModuleDeclaresWhatItMayUse() {
        assertThat(ApplicationModules.of(KeystileServer.class))
                .allSatisfy(module -> assertThat(KeystileServer.class
                                .getClassLoader()
                                .getDefinedPackage(module.getBasePackage().getName()))
                        .satisfies(named -> assertThat(
                                        named.isAnnotationPresent(org.springframework.modulith.ApplicationModule.class))
                                .isTrue()));
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("dev.keystile.server.(**)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void onlyTheApplicationItselfIsPublic() {
        classes()
                .that()
                .doNotHaveSimpleName("package-info")
                .and()
                .doNotHaveSimpleName("KeystileServer")
                .should()
                .notBePublic()
                .check(classes);
    }

    @Test
    void stateIsHeldInFinalFields() {
        fields().should().haveModifier(JavaModifier.FINAL).check(classes);
    }

    @Test
    void generalRulesHold() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes);
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(classes);
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(classes);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..")
                .check(classes);
    }

    @Test
    void thereIsSomethingToCheck() {
        assertThat(classes).hasSizeGreaterThan(12);
    }
}
