package dev.keystile.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.server.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What {@code /inspect} answers to requests that no browser's form makes. */
class InspectRequestsTest {
    private static final String MULTIPART = "multipart/form-data; boundary=x";

    private final TestServer server = TestServer.shared();

    private HttpResponse<String> post(String body, String... headers) {
        return server.post("/inspect", body, headers);
    }

    private HttpResponse<String> fromOurPage(String contentType, String body) {
        return post(body, "Content-Type", contentType, "Origin", server.origin(), "Accept", "text/html");
    }

    private static String part(String name, String value) {
        return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    @Test
    void showsAnObjectThatAFormSends() {
        HttpResponse<String> page =
                fromOurPage(MULTIPART, part("text", "9c8f2b1e-6f3a-4c56-8d20-1b7a5e90c3d4") + "--x--\r\n");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("AAGUID (text)", "9c8f2b1e6f3a4c568d201b7a5e90c3d4");
        assertThat(page.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void isFoundFromTheStartPage() {
        assertThat(server.get("/").body()).contains("<a href=\"/inspect\">Look into a WebAuthn object</a>");
    }

    @Test
    void refusesFormsOfOtherSites() {
        String body = part("text", "9c8f2b1e-6f3a-4c56-8d20-1b7a5e90c3d4") + "--x--\r\n";

        assertThat(post(body, "Content-Type", MULTIPART).statusCode()).isEqualTo(403);
        assertThat(post(body, "Content-Type", MULTIPART, "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void refusesWhatIsTooLargeWithASentence() {
        HttpResponse<String> page = fromOurPage(MULTIPART, part("text", "A".repeat(300_000)) + "--x--\r\n");

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("larger than 256 KB").doesNotContain("AAAAAAAA");
        assertThat(fromOurPage(MULTIPART, part("text", "A".repeat(900_000)) + "--x--\r\n")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesWhatIsNoFormOfItsOwn() {
        assertThat(fromOurPage("application/x-www-form-urlencoded", "text=a").statusCode())
                .isEqualTo(415);
        assertThat(fromOurPage("application/json", "{}").statusCode()).isEqualTo(415);
        assertThat(fromOurPage("multipart/form-data", part("text", "a")).statusCode())
                .isEqualTo(400);
        assertThat(fromOurPage(MULTIPART, "").statusCode()).isEqualTo(400);
        assertThat(fromOurPage(MULTIPART, part("text", "a")).statusCode()).isEqualTo(400);
        assertThat(fromOurPage(MULTIPART, part("text", "").repeat(20) + "--x--\r\n")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void answersNoMutatedFormWithAFailure() {
        Random random = new Random(20261122);
        String form = part("as", "cbor") + part("text", "{\"challenge\": \"AAECAwQFBgcICQoLDA0ODw\"}") + "--x--\r\n";
        for (int i = 0; i < 500; i++) {
            byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
            for (int change = 0; change <= random.nextInt(3); change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
            HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.at("/inspect"))
                    .headers("Content-Type", MULTIPART, "Origin", server.origin(), "Accept", "text/html")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(bytes, 0, length)));
            assertThat(answer.statusCode())
                    .as(new String(bytes, 0, length, StandardCharsets.ISO_8859_1))
                    .isIn(200, 400);
        }
    }

    @Test
    void asksWhoComesTooManyToComeAgain() throws Exception {
        String object = part("text", "9c8f2b1e-6f3a-4c56-8d20-1b7a5e90c3d4") + "--x--\r\n";
        List<Socket> slow = new ArrayList<>();
        try {
            awaitFreePlaces(InspectPlaces.MOST_AT_ONCE);
            for (int i = 0; i < InspectPlaces.MOST_AT_ONCE; i++) {
                slow.add(beginToSend(object));
            }
            awaitFreePlaces(0);
            HttpResponse<String> refused = fromOurPage(MULTIPART, object);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(refused.body()).contains("Back in a moment</h1>");
            assertThat(server.get("/inspect").statusCode()).isEqualTo(200);

            for (Socket sender : slow) {
                assertThat(finishSending(sender, object)).startsWith("HTTP/1.1 200");
            }
            awaitFreePlaces(InspectPlaces.MOST_AT_ONCE);
            assertThat(fromOurPage(MULTIPART, object).body()).contains("AAGUID (text)");
        } finally {
            for (Socket sender : slow) {
                sender.close();
            }
        }
    }

    /** A place is taken a moment after it is asked for, and given back a moment after the answer. */
    private void awaitFreePlaces(int number) throws InterruptedException {
        InspectPlaces places = server.bean(InspectPlaces.class);
        for (int tries = 0; places.free() != number && tries < 1000; tries++) {
            Thread.sleep(10);
        }
        assertThat(places.free()).isEqualTo(number);
    }

    private Socket beginToSend(String object) throws IOException {
        Socket sender = new Socket("localhost", server.at("/").getPort());
        sender.setSoTimeout(15_000);
        String head = "POST /inspect HTTP/1.1\r\nHost: localhost:" + sender.getPort() + "\r\nOrigin: " + server.origin()
                + "\r\nContent-Type: " + MULTIPART + "\r\nContent-Length: " + object.length()
                + "\r\nConnection: close\r\n\r\n";
        sender.getOutputStream().write((head + object.substring(0, 20)).getBytes(StandardCharsets.US_ASCII));
        return sender;
    }

    private static String finishSending(Socket sender, String object) throws IOException {
        sender.getOutputStream().write(object.substring(20).getBytes(StandardCharsets.US_ASCII));
        return new String(sender.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void isGoneWhenSwitchedOff() {
        try (TestServer without = TestServer.start("keystile.inspect.enabled=false")) {
            assertThat(without.get("/inspect", "Accept", "text/html").statusCode())
                    .isEqualTo(404);
            assertThat(without.post("/inspect", "", "Content-Type", MULTIPART, "Origin", without.origin())
                            .statusCode())
                    .isEqualTo(404);
            assertThat(without.get("/").body()).contains("/sign-up").doesNotContain("/inspect");
        }
    }
}
