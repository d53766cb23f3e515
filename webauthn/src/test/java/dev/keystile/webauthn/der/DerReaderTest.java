package dev.keystile.webauthn.der;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.webauthn.bytes.ByteString;
import dev.keystile.webauthn.bytes.Format;
import dev.keystile.webauthn.bytes.MalformedException;
import dev.keystile.webauthn.bytes.Mutants;
import dev.keystile.webauthn.vectors.Ceremonies;
import java.math.BigInteger;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerReaderTest {
    private static DerReader of(String hex) {
        return new DerReader(ByteString.fromHex(hex));
    }

    @Test
    void readsASequenceOfValues() throws Exception {
        DerReader outer = of("3020" + "0101ff" + "0201f9" + "0a0105" + "0500" + "0402beef" + "030200aa" + "06032a0304"
                + "0c02c3a9" + "a0020500");
        DerReader reader = outer.readSequence();

        assertThat(reader.readBoolean()).isTrue();
        assertThat(reader.readInt()).isEqualTo(-7);
        assertThat(reader.readEnumerated()).isEqualTo(5);
        reader.readNull();
        assertThat(reader.readOctetString()).isEqualTo(ByteString.fromHex("beef"));
        assertThat(reader.readBitString()).isEqualTo(ByteString.fromHex("aa"));
        assertThat(reader.readObjectIdentifier()).isEqualTo("1.2.3.4");
        assertThat(reader.readText()).isEqualTo("é");
        assertThat(reader.isNext(DerTag.explicit(1))).isFalse();
        assertThat(reader.isNext(DerTag.explicit(0))).isTrue();
        DerReader explicit = reader.enter(DerTag.explicit(0));
        explicit.readNull();
        explicit.requireEnd();
        reader.requireEnd();
        outer.requireEnd();
    }

    @ParameterizedTest
    @CsvSource({
        "02,head",
        "'',head",
        "0281,head",
        "020200,left",
        "02017f00,behind the end",
        "0200,without bytes",
        "02020001,more bytes",
        "0202ff80,more bytes",
        "0281017f,more bytes",
        "0282000101,more bytes",
        "0280010000,indefinite",
        "0285010000000001,4 bytes",
        "0284ffffffff00,too large",
        "02847fffffff00,left",
        "0000,end-of-contents",
        "1f0201,tag number",
        "1f800201,tag number",
        "1f85808080807f01,tag number",
        "2201017f,must be"
    })
    void refusesWhatIsNoDer(String hex, String problem) {
        assertThatThrownBy(() -> {
                    DerReader reader = of(hex);
                    reader.readInteger();
                    reader.requireEnd();
                })
                .isInstanceOfSatisfying(MalformedException.class, e -> {
                    assertThat(e.format()).isEqualTo(Format.DER);
                    assertThat(e.problem()).contains(problem);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0100", "010101", "0102ffff", "0201ff"})
    void refusesWhatIsNoBoolean(String hex) {
        assertThatThrownBy(() -> of(hex).readBoolean()).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0600", "06022a80", "0602802a", "06032a8001", "060a2affffffffffffffff7f"})
    void refusesWhatIsNoObjectIdentifier(String hex) {
        assertThatThrownBy(() -> of(hex).readObjectIdentifier()).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.3.6.1.4.1.45724.1.1.4",
                "2.23.133.8.3",
                "2.999.3",
                "0.39",
                "1.0",
                "2.5.29.17",
                "1.3.6.1.4.1.11129.2.1.17"
            })
    void readsObjectIdentifiersAsOthersWriteThem(String identifier) throws Exception {
        ByteString der = ByteString.copyOf(new ASN1ObjectIdentifier(identifier).getEncoded());

        assertThat(new DerReader(der).readObjectIdentifier()).isEqualTo(identifier);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "127", "128", "-128", "-129", "65535", "36893488147419103232", "-36893488147419103232"})
    void readsIntegersAsOthersWriteThem(String number) throws Exception {
        ByteString der = ByteString.copyOf(new ASN1Integer(new BigInteger(number)).getEncoded());

        assertThat(new DerReader(der).readInteger()).isEqualTo(number);
    }

    @Test
    void refusesALargeIntegerAsASmallOne() {
        assertThatThrownBy(() -> of("02050080000000").readInt()).hasMessageContaining("32 bits");
    }

    @Test
    void readsTagsOfLargeNumbers() throws Exception {
        assertThat(of("bf853e020500").peek()).isEqualTo(DerTag.explicit(702));
        assertThat(of("9f1f00").peek()).isEqualTo(DerTag.implicit(31));
    }

    @ParameterizedTest
    @CsvSource({
        "03020520,{2}",
        "030100,{}",
        "03020780,{0}",
        "030200ff,'{0, 1, 2, 3, 4, 5, 6, 7}'",
        "0303060140,'{7, 9}'"
    })
    void readsNamedBits(String hex, String bits) throws Exception {
        assertThat(of(hex).readNamedBits()).hasToString(bits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0300", "030101", "03020800", "03020521", "03020420", "030200aa"})
    void refusesNamedBitsThatAreNotDer(String hex) {
        assertThatThrownBy(() -> of(hex).readNamedBits()).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0c01ff", "13012a", "1601ff", "1e020041", "0401ff"})
    void refusesTextsOfWrongCharactersOrTypes(String hex) {
        assertThatThrownBy(() -> of(hex).readText()).isInstanceOf(MalformedException.class);
    }

    @Test
    void tellsWhereAFaultIsInTheWhole() {
        assertThatThrownBy(
                        () -> of("30053003020200").readSequence().readSequence().readInteger())
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.place()).isEqualTo("@4"));
    }

    @Test
    void survivesADepthBomb() {
        ByteString bomb = ByteString.empty();
        for (int i = 0; i < 100; i++) {
            bomb = ByteString.of((byte) 0x30, (byte) 0x82, (byte) (bomb.length() >> 8), (byte) bomb.length())
                    .concat(bomb);
        }
        ByteString deep = bomb;

        assertThatThrownBy(() -> DerReader.requireWellFormed(deep, 32)).isInstanceOf(MalformedException.class);
    }

    @Nested
    class GivenACertificate {
        private ByteString certificate() throws MalformedException {
            return Ceremonies.w3cAttestationRoot().requiredBytes("attestationCaCert");
        }

        @Test
        void readsIt() throws Exception {
            assertThat(X509.certificate(certificate()).getVersion()).isEqualTo(3);
        }

        @Test
        void refusesWhatElseThePlatformReads() throws Exception {
            ByteString der = certificate();
            String pem = "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(der.toByteArray())
                    + "\n-----END CERTIFICATE-----\n";

            assertThatThrownBy(() -> X509.certificate(ByteString.ofUtf8(pem))).isInstanceOf(MalformedException.class);
            assertThatThrownBy(() -> X509.certificate(der.concat(ByteString.of((byte) 0))))
                    .isInstanceOf(MalformedException.class);
            assertThatThrownBy(() -> X509.certificate(der.concat(der))).isInstanceOf(MalformedException.class);
            assertThatThrownBy(() -> X509.certificate(ByteString.empty())).isInstanceOf(MalformedException.class);
            assertThatThrownBy(() -> X509.revocationList(der)).isInstanceOf(MalformedException.class);
        }

        @Test
        void givesACertificateOrAFailureWhateverTheBytes() throws Exception {
            int[] read = new int[1];
            Mutants.of(certificate(), bytes -> {
                try {
                    X509.certificate(bytes);
                    read[0]++;
                } catch (MalformedException e) {
                    assertThat(e.format()).isIn(Format.X509, Format.DER);
                }
            });
            assertThat(read[0]).isPositive();
        }
    }
}
