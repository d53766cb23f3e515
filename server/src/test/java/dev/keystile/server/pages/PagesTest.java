package dev.keystile.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.server.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("from \"([^\"]+)\"");
    private static final Pattern PICTURE = Pattern.compile("url\\(([^)]+)\\)");

    private final TestServer server = TestServer.shared();

    @ParameterizedTest
    @CsvSource({
        "/,        Sign in without a password",
        "/sign-up, Create your account",
        "/sign-in, Sign in",
        "/inspect, Look into a WebAuthn object",
    })
    void pagesAreThere(String path, String heading) {
        HttpResponse<String> page = server.get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body()).startsWith("<!DOCTYPE html>").contains(heading + "</h1>");
    }

    @ParameterizedTest
    @CsvSource({
        "/,        Anmelden ohne Passwort",
        "/sign-up, Ihr neues Konto",
        "/sign-in, Anmelden",
        "/inspect, In ein WebAuthn-Objekt schauen",
        "/nowhere, Diese Seite gibt es nicht",
    })
    void pagesSpeakGermanToThoseWhoAskForIt(String path, String heading) {
        HttpResponse<String> page =
                server.get(path, "Accept-Language", "de-AT,de;q=0.9,en;q=0.5", "Accept", "text/html");
        assertThat(page.body()).contains("<html lang=\"de\">").contains(heading + "</h1>");
        assertThat(page.headers().firstValue("Content-Language")).hasValue("de");
    }

    @Test
    void pagesSpeakEnglishToEverybodyElse() {
        assertThat(server.get("/sign-in", "Accept-Language", "fr-FR,fr;q=0.9").body())
                .contains("<html lang=\"en\">");
    }

    @Test
    void everyMessageIsThereInEveryLanguage() throws IOException {
        assertThat(bundle("pages_de").stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(bundle("pages").stringPropertyNames());
    }

    private static Properties bundle(String name) throws IOException {
        Properties messages = new Properties();
        try (var in = PagesTest.class.getResourceAsStream("/messages/" + name + ".properties")) {
            messages.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return messages;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-up", "/sign-in", "/inspect", "/nowhere"})
    void pagesHaveNothingInlineThatTheirPolicyWouldStop(String path) {
        String page = server.get(path, "Accept", "text/html").body();
        assertThat(page).contains("<html");
        assertThat(page).doesNotContainPattern("(?i)<script(?![^>]*\\ssrc=)");
        assertThat(page).doesNotContainPattern("(?i)<style|\\sstyle=|\\son[a-z]+=|javascript:|data:");
        assertThat(page).as("everything is resolved").doesNotContain("th:", "??", "${", "#{");
    }

    @Test
    void signInPageIsLightWithEverythingItLoads() {
        HttpResponse<String> page = server.get("/sign-in");
        int bytes = page.body().getBytes(StandardCharsets.UTF_8).length;
        Set<String> loaded = loadedBy(page.body());
        for (String asset : loaded) {
            bytes += compressed(server.get(asset).body());
        }
        assertThat(loaded).anySatisfy(asset -> assertThat(asset).endsWith("/keystile/keystile.js"));
        assertThat(bytes).isBetween(8_000, 25_000);
    }

    /** Assets that a page needs, and those that these need. */
    private Set<String> loadedBy(String page) {
        Set<String> assets = new LinkedHashSet<>();
        List<String> toRead = new ArrayList<>(
                REFERENCE.matcher(page).results().map(found -> found.group(1)).toList());
        while (!toRead.isEmpty()) {
            String asset = toRead.remove(0);
            if (!assets.add(asset)) {
                continue;
            }
            HttpResponse<String> answer = server.get(asset);
            assertThat(answer.statusCode()).as(asset).isEqualTo(200);
            Pattern more = asset.endsWith(".js") ? IMPORT : PICTURE;
            if (asset.endsWith(".js") || asset.endsWith(".css")) {
                more.matcher(answer.body())
                        .results()
                        .map(found -> server.at(asset)
                                .resolve(found.group(1).split(" ")[0])
                                .getPath())
                        .forEach(toRead::add);
            }
        }
        return assets;
    }

    private static int compressed(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return bytes.size();
    }

    @Test
    void assetsNamedByPagesAreKeptForGood() {
        String asset = loadedBy(server.get("/sign-in").body()).iterator().next();
        assertThat(asset).matches("/assets/[0-9a-f]{16}/.+");
        assertThat(server.get(asset).headers().firstValue("Cache-Control"))
                .hasValue("max-age=31536000, public, immutable");
    }

    @Test
    void assetsAtTheirPlainAddressAreAskedForAgainAndAnsweredBriefly() {
        HttpResponse<String> first = server.get("/assets/keystile/keystile.js");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache, public");
        assertThat(first.headers().firstValue("Last-Modified")).isEmpty();
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> second = server.get("/assets/keystile/keystile.js", "If-None-Match", tag);
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void assetsAreCompressed() {
        HttpResponse<String> style = server.get("/assets/keystile.css", "Accept-Encoding", "gzip");
        assertThat(style.headers().firstValue("Content-Encoding")).hasValue("gzip");
    }

    @Test
    void pagesAreNotCompressedSinceTheirLengthCouldTell() {
        HttpResponse<String> page = server.get("/sign-in", "Accept-Encoding", "gzip");
        assertThat(page.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void signingInIsAskedForAndComesBack() {
        HttpResponse<String> account = server.get("/account");
        assertThat(account.statusCode()).isEqualTo(302);
        assertThat(account.headers().firstValue("Location")).hasValue("/sign-in?next=/account");
        assertThat(server.get("/sign-in?next=/account").body())
                .contains("data-next=\"/account\"")
                .contains("Sign in to see that page.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//example.com", "https://example.com", "/%5Cexample.com", "/%09/example.com"})
    void comingBackNeverLeavesThisServer(String next) {
        String page = server.get("/sign-in?next=" + next).body();
        assertThat(page).contains("data-next=\"/account\"").doesNotContain("example.com");
    }

    @Test
    void pagesNeverStartASession() {
        for (String path : List.of("/", "/sign-up", "/sign-in", "/account", "/nowhere")) {
            assertThat(server.get(path).headers().allValues("Set-Cookie"))
                    .noneMatch(cookie -> cookie.contains("keystile-session"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/sign-out",
                "/account/",
                "/actuator",
                "/actuator/env",
                "/error/x",
                "/index.html",
                "/assets/",
                "/assets/nothing.js",
                "/assets/..%2fapplication.properties",
                "/templates/home.html"
            })
    void whatIsNotThereIsNotFound(String path) {
        HttpResponse<String> answer = server.get(path, "Accept", "text/html");
        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void peopleSeeThatThereIsNoSuchPage() {
        HttpResponse<String> page = server.get("/nowhere", "Accept", "text/html,*/*;q=0.8");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is no such page</h1>").contains("Go to the start page");
    }

    @Test
    void programsGetAProblem() {
        HttpResponse<String> answer = server.get("/nowhere", "Accept", "application/json");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"status\":404").doesNotContain("trace", "exception");
    }

    @Test
    void healthIsToldWithoutDetails() {
        HttpResponse<String> health = server.get("/actuator/health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"status\":\"UP\"").doesNotContain("components", "H2", "diskSpace");
        assertThat(server.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }
}
