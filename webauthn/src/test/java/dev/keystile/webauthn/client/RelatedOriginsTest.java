package dev.keystile.webauthn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keystile.webauthn.bytes.MalformedException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelatedOriginsTest {

    private static RelatedOrigins of(String... origins) {
        return new RelatedOrigins(
                new LinkedHashSet<>(Stream.of(origins).map(Origin::of).toList()));
    }

    /** The label before a suffix of one label, or of two where the second last has but two letters. */
    private static Optional<String> label(String host) {
        List<String> labels = List.of(host.split("\\."));
        int suffix = labels.size() > 2 && labels.get(labels.size() - 2).length() == 2 ? 2 : 1;
        return labels.size() > suffix ? Optional.of(labels.get(labels.size() - suffix - 1)) : Optional.empty();
    }

    @Test
    void areADocumentThatIsReadBack() throws Exception {
        RelatedOrigins related = of("https://example.co.uk", "https://example.de:8443");

        assertThat(related.toJson()).isEqualTo("{\"origins\":[\"https://example.co.uk\",\"https://example.de:8443\"]}");
        assertThat(RelatedOrigins.parse(related.toJson())).isEqualTo(related);
        assertThat(RelatedOrigins.parse("{\"more\":1,\"origins\":[\"https://example.co.uk\"]}"))
                .isEqualTo(of("https://example.co.uk"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"origins\":\"https://example.org\"}",
                "{\"origins\":[]}",
                "{\"origins\":[1]}",
                "{\"origins\":[\"https://example.org/\"]}",
                "{\"origins\":[\"http://localhost\"]}",
                "{\"origins\":[\"https://example.org\"]} x"
            })
    void areNoOtherDocument(String json) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> RelatedOrigins.parse(json));
    }

    @Test
    void areOfHttpsOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> of("http://localhost:8080"));
        assertThatIllegalArgumentException().isThrownBy(() -> of("ios:bundle-id:org.example"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RelatedOrigins(Set.of()));
    }

    @Test
    void allowTheOriginsNamed() {
        RelatedOrigins related = of("https://example.co.uk", "https://example.de:8443");

        assertThat(allow(related, "https://example.co.uk")).isTrue();
        assertThat(allow(related, "https://example.de:8443")).isTrue();
        assertThat(allow(related, "https://example.de")).isFalse();
        assertThat(allow(related, "https://login.example.co.uk")).isFalse();
    }

    @Test
    void allowNoMoreLabelsThanClientsLookAt() {
        RelatedOrigins related = of(
                "https://a.com",
                "https://b.com",
                "https://c.com",
                "https://d.com",
                "https://a.de",
                "https://e.com",
                "https://f.com",
                "https://b.co.uk");

        assertThat(allow(related, "https://e.com")).isTrue();
        assertThat(allow(related, "https://f.com")).isFalse();
        assertThat(allow(related, "https://b.co.uk")).isTrue();
        assertThat(related.allow(Origin.of("https://f.com"), 6, RelatedOriginsTest::label))
                .isTrue();
    }

    @Test
    void allowNoHostThatIsItselfAPublicSuffix() {
        assertThat(allow(of("https://com"), "https://com")).isFalse();
    }

    private static boolean allow(RelatedOrigins related, String caller) {
        return related.allow(Origin.of(caller), RelatedOrigins.LABEL_LIMIT, RelatedOriginsTest::label);
    }
}
