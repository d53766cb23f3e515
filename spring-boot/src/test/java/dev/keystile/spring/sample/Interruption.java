package dev.keystile.spring.sample;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lets the next call of any use case fail in a way that cannot be brought about otherwise. */
public final class Interruption {

    private final AtomicReference<@Nullable Exception> next = new AtomicReference<>();

    /** The next call throws this. */
    public void next(Exception exception) {
        next.set(exception);
    }

    /** The use case, interruptible. */
    public <T> T of(Class<T> type, T useCase) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Exception exception = method.getName().equals("stillOpens") ? null : next.getAndSet(null);
                    if (exception != null) {
                        throw exception;
                    }
                    try {
                        return method.invoke(useCase, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
