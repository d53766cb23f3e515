package dev.keystile.server.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
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

    private static final String LOCATION = "classpath:/static/assets/";

    private final String fingerprint = fingerprintOfAll();

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

    private static ResourceHandlerRegistration serve(ResourceHandlerRegistry registry, String pattern) {
        return registry.addResourceHandler(pattern)
                .addResourceLocations(LOCATION)
                // Files in a reproducible jar all have one date, which would say "unchanged" after an update.
                .setUseLastModified(false)
                .setEtagGenerator(resource -> '"' + hex(digestOf(resource)) + '"');
    }

    private static String fingerprintOfAll() {
        try {
            MessageDigest all = sha256();
            Resource[] resources = new PathMatchingResourcePatternResolver().getResources(LOCATION + "**/*.*");
            Arrays.sort(resources, Comparator.comparing(Assets::address));
            for (Resource resource : resources) {
                String address = address(resource);
                all.update(address.substring(address.indexOf("/static/assets/")).getBytes());
                all.update(digestOf(resource));
            }
            return hex(all.digest());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static String address(Resource resource) {
        try {
            return resource.getURL().toString();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static byte[] digestOf(Resource resource) {
        try {
            return sha256().digest(resource.getContentAsByteArray());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("Every Java platform has SHA-256", impossible);
        }
    }
}
