package dev.keystile.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.passkeys.account.PasskeyName;
import dev.keystile.webauthn.attestation.AttestationFormat;
import dev.keystile.webauthn.authenticator.Aaguid;
import dev.keystile.webauthn.authenticator.CredentialId;
import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.client.RpId;
import dev.keystile.webauthn.cose.CoseKey;
import dev.keystile.webauthn.credential.AuthenticatorTransport;
import dev.keystile.webauthn.credential.CredentialRecord;
import dev.keystile.webauthn.credential.Discoverability;
import dev.keystile.webauthn.credential.UserHandle;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasskeyNamesTest {

    private static final PasskeyNaming ENGLISH = PasskeyNaming.english();
    private static final Aaguid GOOGLE = Aaguid.of("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4");
    private static final Aaguid UNHEARD_OF = Aaguid.of("00000000-0000-0000-0000-000000000001");

    @ParameterizedTest
    @CsvSource({
        "fbfc3007-154e-4ecc-8c0b-6e020557d7bd,Apple Passwords",
        "ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4,Google Password Manager",
        "08987058-cadc-4b81-b6e1-30de50dcbe96,Windows Hello",
        "bada5566-a7aa-401f-bd96-45619a55120d,1Password",
        "d548826e-79b4-db40-a3d8-11116f7e8349,Bitwarden"
    })
    void sayWhoKeepsIt(String aaguid, String name) {
        assertThat(name(Aaguid.of(aaguid), true)).isEqualTo(name);
    }

    @Test
    void sayWhatKindItIsWhenNobodyKnowsWhoKeepsIt() {
        assertThat(name(UNHEARD_OF, true, AuthenticatorTransport.INTERNAL)).isEqualTo("Synced passkey");
        assertThat(name(Aaguid.ZERO, false, AuthenticatorTransport.INTERNAL)).isEqualTo("Device passkey");
        assertThat(name(UNHEARD_OF, false, AuthenticatorTransport.USB)).isEqualTo("Security key");
        assertThat(name(UNHEARD_OF, false, AuthenticatorTransport.NFC)).isEqualTo("Security key");
        assertThat(name(UNHEARD_OF, false)).isEqualTo("Passkey");
    }

    @Test
    void areInTheWordsOfWhoeverNamesThem() {
        PasskeyNaming shouting = kind -> new PasskeyName(kind.text().toUpperCase(Locale.ROOT));
        Set<PasskeyName> taken = Set.of(new PasskeyName("SECURITY-KEY"));
        CredentialRecord key = credential(UNHEARD_OF, false, AuthenticatorTransport.USB);

        assertThat(PasskeyNames.forNew(key, shouting, taken, PasskeyName.MAXIMUM_LENGTH))
                .isEqualTo(new PasskeyName("SECURITY-KEY 2"));
        assertThat(PasskeyNames.forNew(credential(GOOGLE, true), shouting, taken, PasskeyName.MAXIMUM_LENGTH))
                .isEqualTo(new PasskeyName("Google Password Manager"));
    }

    @Test
    void areNumberedWithinAnAccount() {
        Set<PasskeyName> taken = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            taken.add(PasskeyNames.forNew(credential(GOOGLE, true), ENGLISH, taken, PasskeyName.MAXIMUM_LENGTH));
        }
        assertThat(taken)
                .hasSize(20)
                .contains(new PasskeyName("Google Password Manager"), new PasskeyName("Google Password Manager 20"));
    }

    @Test
    void areNeverLongerThanTheyMayBe() {
        Set<PasskeyName> taken = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            PasskeyName name = PasskeyNames.forNew(
                    credential(GOOGLE, true), ENGLISH, taken, PasskeyPolicy.SHORTEST_MAXIMUM_NAME_LENGTH);
            assertThat(name.value()).hasSizeLessThanOrEqualTo(PasskeyPolicy.SHORTEST_MAXIMUM_NAME_LENGTH);
            taken.add(name);
        }
        assertThat(taken).hasSize(200);
    }

    private static String name(Aaguid aaguid, boolean synced, AuthenticatorTransport... transports) {
        return PasskeyNames.forNew(
                        credential(aaguid, synced, transports), ENGLISH, Set.of(), PasskeyName.MAXIMUM_LENGTH)
                .value();
    }

    private static CredentialRecord credential(Aaguid aaguid, boolean synced, AuthenticatorTransport... transports) {
        return new CredentialRecord(
                RpId.of("example.org"),
                new UserHandle(ByteString.of((byte) 1)),
                new CredentialId(ByteString.of((byte) 1)),
                es256(),
                0,
                true,
                synced,
                synced,
                Set.of(transports),
                aaguid,
                AttestationFormat.NONE,
                Discoverability.DISCOVERABLE);
    }

    private static CoseKey es256() {
        try {
            return CoseKey.parse(ByteString.fromHex(
                    "a50102032620012158206b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                            + "2258204fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
