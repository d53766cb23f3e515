package dev.keystile.server.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * How many objects are inspected at once, since a view may be a hundred times its object: who comes too many is asked to come
 * again. A place is kept from before the object is read until its view is written.
 */
@Component
final class InspectPlaces implements WebMvcConfigurer, HandlerInterceptor {

    static final int MOST_AT_ONCE = 4;

    private static final String TAKEN = InspectPlaces.class.getName();

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/inspect");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!request.getMethod().equals("POST")) {
            return true;
        }
        if (!places.tryAcquire()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return false;
        }
        request.setAttribute(TAKEN, true);
        return true;
    }

    int free() {
        return places.availablePermits();
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(TAKEN) != null) {
            places.release();
        }
    }
}
