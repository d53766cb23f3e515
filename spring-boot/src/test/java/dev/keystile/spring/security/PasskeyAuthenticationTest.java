package dev.keystile.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;

class PasskeyAuthenticationTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:15:30.123456789Z");
    private static final SignedInAccount ACCOUNT =
            new SignedInAccount("7b5ac1f8-4a1c-4f0a-9d3e-0f5c2d7f9a11", "anna", "Anna Müller");

    /** Written by version 1; sessions of running installations hold such bytes, so they must stay readable. */
    private static final String VERSION_1 =
            "rO0ABXNyAD1kZXYua2V5c3RpbGUuc3ByaW5nLnNlY3VyaXR5LlBhc3NrZXlBdXRoZW50aWNhdGlvbiRTZXJpYWxpemVkAAAA"
                    + "AAAAAAEMAAB4cHdyAQAkN2I1YWMxZjgtNGExYy00ZjBhLTlkM2UtMGY1YzJkN2Y5YTExAARhbm5hAAxBbm5hIE3DvGxsZXIA"
                    + "DlkzSmxaR1Z1ZEdsaGJBAQAMc3drIHVzZXIgbWZhAAABogLA9ksBAAIBAAlST0xFX1VTRVIAcHg=";

    private static PasskeyAuthentication authentication(GrantedAuthority... authorities) {
        return PasskeyAuthentication.of(
                ACCOUNT, "Y3JlZGVudGlhbA", true, List.of("swk", "user", "mfa"), AT, List.of(authorities));
    }

    private static byte[] serialize(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object deserialize(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    @Test
    void namesAccountPasskeyAndFactors() {
        PasskeyAuthentication authentication = authentication(new SimpleGrantedAuthority("ROLE_USER"));

        assertThat(authentication.isAuthenticated()).isTrue();
        assertThat(authentication.getName()).isEqualTo(ACCOUNT.id());
        assertThat(authentication.getPrincipal()).isEqualTo(ACCOUNT);
        assertThat(authentication.accountId()).hasToString(ACCOUNT.id());
        assertThat(authentication.passkeyId()).isEqualTo("Y3JlZGVudGlhbA");
        assertThat(authentication.userVerified()).isTrue();
        assertThat(authentication.amr()).containsExactly("swk", "user", "mfa");
        assertThat(authentication.authenticatedAt()).isEqualTo(Instant.parse("2026-11-22T10:15:30.123Z"));
        assertThat(authentication.getCredentials()).isNull();
    }

    @Test
    void carriesSpringSecuritysFactorBesideTheAccountsAuthorities() {
        PasskeyAuthentication authentication = authentication(new SimpleGrantedAuthority("ROLE_USER"));

        assertThat(authentication.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .containsExactly("ROLE_USER", FactorGrantedAuthority.WEBAUTHN_AUTHORITY);
        assertThat(authentication.getAuthorities())
                .filteredOn(FactorGrantedAuthority.class::isInstance)
                .extracting(authority -> ((FactorGrantedAuthority) authority).getIssuedAt())
                .containsExactly(authentication.authenticatedAt());
    }

    @Test
    void survivesASessionStore() throws Exception {
        SecurityContextImpl context = new SecurityContextImpl(authentication(
                new SimpleGrantedAuthority("ROLE_USER"),
                FactorGrantedAuthority.withFactor("OTHER").issuedAt(AT).build()));

        assertThat(deserialize(serialize(context))).isEqualTo(context);
    }

    @Test
    void keepsDetailsAndTheEndOfItsValidityInASessionStore() throws Exception {
        PasskeyAuthentication authentication =
                authentication().toBuilder().details("details").build();
        authentication.setAuthenticated(false);

        PasskeyAuthentication read = (PasskeyAuthentication) deserialize(serialize(authentication));

        assertThat(read).isEqualTo(authentication);
        assertThat(read.isAuthenticated()).isFalse();
        assertThat(read.getDetails()).isEqualTo("details");
    }

    @Test
    void isSmallInASessionStore() throws Exception {
        assertThat(serialize(authentication(new SimpleGrantedAuthority("ROLE_USER"))))
                .hasSizeLessThan(256);
    }

    @Test
    void readsWhatItsFirstVersionWrote() throws Exception {
        byte[] written = Base64.getDecoder().decode(VERSION_1);

        assertThat(deserialize(written)).isEqualTo(authentication(new SimpleGrantedAuthority("ROLE_USER")));
    }

    @Test
    void isNotReadFromAVersionThatIsNotKnown() throws Exception {
        byte[] bytes = serialize(authentication());
        int version = indexOfBlock(bytes);
        bytes[version] = 99;

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> deserialize(bytes));
    }

    /** Where the block of data after the class description begins: a marker, the length, then the version. */
    private static int indexOfBlock(byte[] bytes) {
        for (int i = bytes.length - 1; i > 0; i--) {
            if (bytes[i - 2] == 0x77 && bytes[i] == 1 && bytes[i + 1] == 0 && bytes[i + 2] == 36) {
                return i;
            }
        }
        throw new IllegalStateException("The serialized form has changed");
    }

    @Test
    void cannotBeMadeAuthenticatedByAnybody() {
        PasskeyAuthentication authentication = authentication();
        authentication.setAuthenticated(false);

        assertThat(authentication.isAuthenticated()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> authentication.setAuthenticated(true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> authentication.toBuilder().authenticated(true));
    }

    @Test
    void takesOtherAuthoritiesButNoOtherAccount() {
        PasskeyAuthentication authentication = authentication();

        PasskeyAuthentication more = authentication.toBuilder()
                .authorities(all -> all.add(new SimpleGrantedAuthority("ROLE_ADMIN")))
                .build();

        assertThat(more.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .containsExactly(FactorGrantedAuthority.WEBAUTHN_AUTHORITY, "ROLE_ADMIN");
        assertThat(more.getPrincipal()).isEqualTo(ACCOUNT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> authentication.toBuilder().principal("somebody else"));
    }

    @Test
    void showsNoNamesInLogs() {
        assertThat(authentication()).asString().contains(ACCOUNT.id()).doesNotContain("anna", "Anna");
    }
}
