package dev.keystile.webauthn.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** What the library must not do, so that {@link NoReflectionTest} can be seen to find it. Nothing here is ever run. */
final class PlantedReflection {

    private PlantedReflection() {}

    interface Conversion {
        Class<?> of(String name) throws ReflectiveOperationException;
    }

    static Class<?> byName(String name) throws ReflectiveOperationException {
        return Class.forName(name);
    }

    static Conversion reference() {
        return Class::forName;
    }

    static @Nullable Object byMethod(Class<?> type) throws ReflectiveOperationException {
        Method method = type.getDeclaredMethod("run");
        method.setAccessible(true);
        return method.invoke(null);
    }

    static Object constructor(Class<?> type) throws ReflectiveOperationException {
        return type.getDeclaredConstructor().newInstance();
    }

    static MethodHandle byHandle(Class<?> type) throws ReflectiveOperationException {
        return MethodHandles.lookup().findStatic(type, "run", MethodType.methodType(void.class));
    }

    static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    static Iterable<Runnable> services() {
        return ServiceLoader.load(Runnable.class);
    }

    static @Nullable InputStream resource() {
        return PlantedReflection.class.getResourceAsStream("data.bin");
    }

    static Class<?> loader(String name) throws ReflectiveOperationException {
        return Thread.currentThread().getContextClassLoader().loadClass(name);
    }

    static Annotation[] annotations(Class<?> type) {
        return type.getAnnotations();
    }

    static Object revived(InputStream bytes) throws IOException, ReflectiveOperationException {
        return new ObjectInputStream(bytes).readObject();
    }

    static void nativeCode() {
        System.loadLibrary("keystile");
    }
}
