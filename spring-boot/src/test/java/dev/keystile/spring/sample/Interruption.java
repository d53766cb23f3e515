package dev.keystile.spring.sample;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Comes between an endpoint and its use case: lets the next call of any fail, or something happen right before it. */
public final class Interruption {

    private final AtomicReference<@Nullable Callable<?>> next = new AtomicReference<>();

    /** The next call throws this. */
    public void next(Exception exception) {
        beforeNext(() -> {
            throw exception;
        });
    }

    /** This happens first at the next call. */
    public void beforeNext(Callable<?> action) {
        next.set(action);
    }

    /** The use case, interruptible. */
    public <T> T of(Class<T> type, T useCase) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Callable<?> action = method.getName().equals("stillOpens") ? null : next.getAndSet(null);
                    if (action != null) {
                        action.call();
                    }
                    try {
                        return method.invoke(useCase, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
