package dev.keystile.webauthn.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.cose.EcCurve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The structures of TPM 2.0 Part 2, byte by byte. */
class TpmStructuresTest {

    private static final String CERTIFY =
            "ff544347" + "8017" + "000101" + "00020203" + "00".repeat(25) + "0002000b" + "0000";
    private static final String RSA_HEAD = "0001" + "000b" + "00060472" + "0000" + "0010";
    private static final String RSA_TAIL = "0800" + "00000000" + "0003" + "00ffff";
    private static final String ECC_HEAD = "0023" + "000b" + "00060472" + "00021111" + "0010";
    private static final String ECC_TAIL = "0003" + "0010" + "000101" + "00020002";

    private static ByteString hex(String hex) {
        return ByteString.fromHex(hex);
    }

    @Test
    void certifyInfoHasExtraDataAndAName() throws Exception {
        TpmAttest attest = TpmAttest.parse(hex(CERTIFY));

        assertThat(attest.magic()).isEqualTo(TpmAttest.TPM_GENERATED_VALUE);
        assertThat(attest.type()).isEqualTo(TpmAttest.TPM_ST_ATTEST_CERTIFY);
        assertThat(attest.extraData()).isEqualTo(hex("0203"));
        assertThat(attest.certifiedName()).isEqualTo(hex("000b"));
    }

    @Test
    void certifyInfoIsMalformedWhenItIsCutOffAnywhere() {
        ByteString whole = hex(CERTIFY);
        for (int length = 0; length < whole.length(); length++) {
            ByteString cut = whole.slice(0, length);
            assertThatExceptionOfType(MalformedException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> TpmAttest.parse(cut).certifiedName());
        }
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> TpmAttest.parse(hex(CERTIFY + "00")).certifiedName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0010", "0014000b", "0016000b", "0014", "0016"})
    void rsaAreasAreReadWithAnySignatureScheme(String scheme) throws Exception {
        TpmKey.Rsa key = (TpmKey.Rsa)
                TpmPublicArea.parse(hex(RSA_HEAD + scheme + RSA_TAIL)).key();

        assertThat(key.bits()).isEqualTo(2048);
        assertThat(key.modulus()).isEqualTo(0xffff);
        assertThat(key.exponent()).isEqualTo(65537);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0015", "0017000b", "0018000b", "0000"})
    void rsaAreasOfOtherSchemesAreMalformed(String scheme) {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> TpmPublicArea.parse(hex(RSA_HEAD + scheme + RSA_TAIL)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0010", "0018000b", "0018"})
    void eccAreasAreReadWithAnySignatureScheme(String scheme) throws Exception {
        TpmKey.Ecc key = (TpmKey.Ecc)
                TpmPublicArea.parse(hex(ECC_HEAD + scheme + ECC_TAIL)).key();

        assertThat(key.curve()).isEqualTo(EcCurve.P_256);
        assertThat(key.x()).isEqualTo(1);
        assertThat(key.y()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0019000b", "001a000b0001", "0014000b", "0000"})
    void eccAreasOfOtherSchemesAreMalformed(String scheme) {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> TpmPublicArea.parse(hex(ECC_HEAD + scheme + ECC_TAIL)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0008" + "000b" + "00060472" + "0000" + "0010" + "0010" + "0000",
                "0001" + "0010" + "00060472" + "0000" + "0010" + "0010" + RSA_TAIL,
                "0001" + "000b" + "00060472" + "0000" + "0006" + "0010" + RSA_TAIL,
                "0023" + "000b" + "00060472" + "0000" + "0010" + "0010" + "0003" + "0020" + "000101" + "000102",
                "0023" + "000b" + "00060472" + "0000" + "0010" + "0010" + "0001" + "0010" + "000101" + "000102"
            })
    void areasOfNoSigningKeyAreMalformed(String area) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> TpmPublicArea.parse(hex(area)));
    }

    @Test
    void areasAreMalformedWhenTheyAreCutOffAnywhere() {
        for (String area : new String[] {RSA_HEAD + "0010" + RSA_TAIL, ECC_HEAD + "0018000b" + ECC_TAIL}) {
            ByteString whole = hex(area);
            for (int length = 0; length < whole.length(); length++) {
                ByteString cut = whole.slice(0, length);
                assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> TpmPublicArea.parse(cut));
            }
            assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> TpmPublicArea.parse(hex(area + "00")));
        }
    }

    @Test
    void namesAreTheAlgorithmAndTheHash() {
        ByteString area = hex("0102");

        assertThat(TpmHash.SHA256.nameOf(area)).isEqualTo(hex("000b").concat(area.sha256()));
        assertThat(TpmHash.SHA1.nameOf(area).length()).isEqualTo(2 + 20);
        assertThat(TpmHash.SHA384.nameOf(area).slice(0, 2)).isEqualTo(hex("000c"));
        assertThat(TpmHash.SHA512.nameOf(area).slice(0, 2)).isEqualTo(hex("000d"));
    }
}
