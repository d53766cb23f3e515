package dev.keystile.server.pages;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Style sheet, scripts and pictures. Pages name them below a folder that carries a digest of them all, so that browsers
 * may keep them for good, and scripts find each other by relative paths; the same files are also under
 * {@code /assets/}, to be asked for again each time.
 */
final class Assets implements WebMvcConfigurer {

    /** The pages' own, and the browser client as the starter brings it. */
    private static final List<String> LOCATIONS =
            List.of("classpath:/static/assets/", "classpath:/META-INF/resources/assets/");

    private final Map<String, String> digests = new ConcurrentHashMap<>();
    private final String fingerprint = digestOf(LOCATIONS.stream()
            .flatMap(Assets::filesAt)
            .map(this::digestOf)
            .sorted()
            .reduce("", String::concat)
            .getBytes(StandardCharsets.UTF_8));

    /** The folder to name in pages, such as {@code /assets/4f1c09a2b7d3e865}. */
    String path() {
        return "/assets/" + fingerprint;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        serve(registry, path() + "/**")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        serve(registry, "/assets/**").setCacheControl(CacheControl.noCache().cachePublic());
    }

    private ResourceHandlerRegistration serve(ResourceHandlerRegistry registry, String pattern) {
        return registry.addResourceHandler(pattern)
                .addResourceLocations(LOCATIONS.toArray(String[]::new))
                // Files in a reproducible jar all have one date, which would say "unchanged" after an update.
                .setUseLastModified(false)
                // Weak, because what is compressed on its way is not the same bytes.
                .setEtagGenerator(file -> "W/\"" + digestOf(file) + '"');
    }

    private static Stream<Resource> filesAt(String location) {
        try {
            return Stream.of(new PathMatchingResourcePatternResolver().getResources(location + "**/*.*"));
        } catch (FileNotFoundException none) {
            return Stream.empty();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** The digest of a file that exists; there are as many as were packed. */
    private String digestOf(Resource file) {
        try {
            String address = file.getURL().toString();
            String known = digests.get(address);
            if (known != null) {
                return known;
            }
            String digest = digestOf(file.getContentAsByteArray());
            digests.put(address, digest);
            return digest;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static String digestOf(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("Every Java platform has SHA-256", impossible);
        }
    }
}
