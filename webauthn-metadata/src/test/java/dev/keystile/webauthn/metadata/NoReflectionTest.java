package dev.keystile.webauthn.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.keystile.webauthn.RelyingParty;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Neither the verifier nor this module calls anything by reflection, looks up services or resources by name, or revives objects:
 * whoever compiles them ahead of time (GraalVM's native image) has nothing to declare for them. It looks at the compiled classes.
 */
@Tag("once")
class NoReflectionTest {

    private static final List<String> REFLECTIVE_TYPES = List.of(
            "java.lang.reflect.",
            "java.lang.invoke.",
            "java.lang.ClassLoader",
            "java.lang.Module",
            "java.net.URLClassLoader",
            "java.util.ServiceLoader",
            "java.util.ResourceBundle",
            "java.io.ObjectInputStream",
            "java.beans.",
            "javax.script.",
            "sun.",
            "jdk.");

    /** What may be asked of a class: nothing that leads to its members, its loader or its resources. */
    private static final Set<String> HARMLESS_OF_A_CLASS =
            Set.of("cast", "desiredAssertionStatus", "getName", "getSimpleName", "isInstance");

    private static final Set<String> NATIVE_CODE = Set.of("load", "loadLibrary");

    @ParameterizedTest
    @ValueSource(classes = {RelyingParty.class, MetadataService.class})
    void isIn(Class<?> module) throws IOException, URISyntaxException {
        JavaClasses classes = classesBeside(module);

        assertThat(classes).hasSizeGreaterThan(50);
        assertThat(reflection(classes)).isEmpty();
    }

    @Test
    void wouldBeFound() {
        assertThat(reflection(new ClassFileImporter().importClasses(PlantedReflection.class)))
                .containsExactlyInAnyOrder(
                        "annotations: java.lang.Class.getAnnotations",
                        "byHandle: java.lang.invoke.MethodHandles.lookup",
                        "byHandle: java.lang.invoke.MethodHandles$Lookup.findStatic",
                        "byHandle: java.lang.invoke.MethodType.methodType",
                        "byMethod: java.lang.Class.getDeclaredMethod",
                        "byMethod: java.lang.reflect.Method.invoke",
                        "byMethod: java.lang.reflect.Method.setAccessible",
                        "byName: java.lang.Class.forName",
                        "constructor: java.lang.Class.getDeclaredConstructor",
                        "constructor: java.lang.reflect.Constructor.newInstance",
                        "loader: java.lang.ClassLoader.loadClass",
                        "loader: java.lang.Thread.getContextClassLoader",
                        "nativeCode: java.lang.System.loadLibrary",
                        "proxy: java.lang.Class.getClassLoader",
                        "proxy: java.lang.reflect.Proxy.newProxyInstance",
                        "reference: java.lang.Class.forName",
                        "resource: java.lang.Class.getResourceAsStream",
                        "revived: java.io.ObjectInputStream.<init>",
                        "revived: java.io.ObjectInputStream.readObject",
                        "services: java.util.ServiceLoader.load");
    }

    /** The calls of that kind, each as {@code where: what}. */
    private static Set<String> reflection(JavaClasses classes) {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : classes) {
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                String owner = access.getTargetOwner().getFullName();
                String name = access.getTarget().getName();
                if (isReflective(owner, name)) {
                    found.add(access.getOrigin().getName() + ": " + owner + "." + name);
                }
            }
        }
        return found;
    }

    private static boolean isReflective(String owner, String name) {
        return switch (owner) {
            case "java.lang.Class" -> !HARMLESS_OF_A_CLASS.contains(name);
            case "java.lang.System", "java.lang.Runtime" -> NATIVE_CODE.contains(name);
            // A view of bytes as numbers leads to no member; any other handle has to be got from MethodHandles first.
            case "java.lang.invoke.MethodHandles" -> !name.equals("byteArrayViewVarHandle");
            case "java.lang.invoke.VarHandle" -> false;
            case "java.lang.Thread" -> name.equals("getContextClassLoader");
            default -> REFLECTIVE_TYPES.stream().anyMatch(owner::startsWith);
        };
    }

    private static JavaClasses classesBeside(Class<?> type) throws IOException, URISyntaxException {
        URL location = type.getProtectionDomain().getCodeSource().getLocation();
        Path path = Path.of(location.toURI());
        if (Files.isDirectory(path)) {
            return new ClassFileImporter().importPath(path);
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            return new ClassFileImporter().importJar(jar);
        }
    }
}
