package dev.keystile.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** What holds of the jar that users get, as it was built. */
class JarIT {
    private static final Path JAR = Path.of(System.getProperty("keystile.jar"));
    private static final long MOST_BYTES = 400 * 1024;

    @Test
    void isSmall() throws IOException {
        assertThat(Files.size(JAR)).isBetween(100_000L, MOST_BYTES);
    }

    @Test
    void requiresTheBaseModuleAlone() {
        ModuleDescriptor module =
                ModuleFinder.of(JAR).find("dev.keystile.webauthn").orElseThrow().descriptor();

        assertThat(module.isAutomatic()).isFalse();
        assertThat(module.requires())
                .filteredOn(required -> !required.modifiers().contains(Requires.Modifier.STATIC))
                .extracting(Requires::name)
                .containsExactly("java.base");
        assertThat(module.uses()).isEmpty();
        assertThat(module.provides()).isEmpty();
        assertThat(module.opens()).isEmpty();
    }

    /** What a module says that it requires is not all that it may use: {@code jdeps} looks at the classes. */
    @Test
    void usesTheBaseModuleAlone() {
        StringWriter found = new StringWriter();
        int exit = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(found),
                        new PrintWriter(found),
                        "--ignore-missing-deps",
                        "--print-module-deps",
                        JAR.toString());

        assertThat(found.toString().strip()).isEqualTo("java.base");
        assertThat(exit).isZero();
    }

    @Test
    void exportsNothingInternal() {
        ModuleDescriptor module =
                ModuleFinder.of(JAR).find("dev.keystile.webauthn").orElseThrow().descriptor();

        assertThat(module.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .hasSizeGreaterThan(10)
                .noneMatch(name -> name.contains("internal"));
    }

    @Test
    void bringsNothingButItsClasses() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(entry -> entry.getName()))
                    .hasSizeGreaterThan(150)
                    .allMatch(name -> name.endsWith(".class") || name.startsWith("META-INF/"));
            assertThat(jar.getManifest().getMainAttributes().getValue("Class-Path"))
                    .isNull();
        }
    }
}
