package dev.keystile.webauthn.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteStringTest {
    private static final ByteString SOME = ByteString.fromHex("00017f80ff");

    @Test
    void isNotChangedByTheArrayItWasMadeFrom() {
        byte[] array = {1, 2, 3};
        ByteString bytes = ByteString.copyOf(array);

        array[0] = 9;
        bytes.toByteArray()[1] = 9;

        assertThat(bytes).isEqualTo(ByteString.of((byte) 1, (byte) 2, (byte) 3));
    }

    @Test
    void showsNoByteInItsText() {
        assertThat(SOME).hasToString("ByteString[5 bytes]");
    }

    @Test
    void equalsAnotherWithTheSameBytesWhereverTheyAreStored() {
        ByteString slice = ByteString.fromHex("aa00017f80ffbb").slice(1, 6);

        assertThat(slice).isEqualTo(SOME).hasSameHashCodeAs(SOME);
        assertThat(slice.equalsConstantTime(SOME)).isTrue();
        assertThat(slice).isNotEqualTo(SOME.slice(1)).isNotEqualTo(null);
        assertThat(slice.equalsConstantTime(SOME.slice(1))).isFalse();
        assertThat(slice.equalsConstantTime(ByteString.fromHex("00017f80fe"))).isFalse();
    }

    @Test
    void readsUnsignedBigEndianNumbers() {
        ByteString bytes = ByteString.fromHex("00fffefdfc01").slice(1);

        assertThat(bytes.uint8At(0)).isEqualTo(0xFF);
        assertThat(bytes.uint16At(1)).isEqualTo(0xFEFD);
        assertThat(bytes.uint32At(0)).isEqualTo(0xFFFEFDFCL);
        assertThatThrownBy(() -> bytes.uint32At(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.byteAt(5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.byteAt(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void isCutAndJoined() {
        assertThat(SOME.slice(0, 2).concat(SOME.slice(2), ByteString.empty())).isEqualTo(SOME);
        assertThat(SOME.slice(2, 2).isEmpty()).isTrue();
        assertThat(SOME.slice(1, 3).compact()).isEqualTo(ByteString.fromHex("017f"));
        assertThat(SOME.startsWith(ByteString.fromHex("0001"))).isTrue();
        assertThat(SOME.startsWith(ByteString.fromHex("00017f80ff00"))).isFalse();
        assertThatThrownBy(() -> SOME.slice(3, 6)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void isComparedAsUnsignedBytes() {
        assertThat(ByteString.fromHex("7f")).isLessThan(ByteString.fromHex("80"));
        assertThat(ByteString.fromHex("80")).isLessThan(ByteString.fromHex("8000"));
    }

    @Test
    void feedsDigestsAndGivesItsHash() throws Exception {
        ByteString bytes = ByteString.fromHex("aa616263bb").slice(1, 4);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        bytes.feed(digest);

        assertThat(bytes.sha256().toHex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(ByteString.copyOf(digest.digest())).isEqualTo(bytes.sha256());
    }

    @Test
    void givesAViewThatCannotBeWrittenTo() {
        ByteBuffer buffer = SOME.slice(1).asReadOnlyBuffer();

        assertThat(buffer.isReadOnly()).isTrue();
        assertThat(ByteString.copyOf(buffer)).isEqualTo(SOME.slice(1));
        assertThat(buffer.remaining()).isEqualTo(4);
    }

    @Nested
    class InBase64Url {
        @Test
        void agreesWithThePlatformForEveryLength() throws Exception {
            Random random = new Random(1);
            for (int length = 0; length < 200; length++) {
                byte[] array = new byte[length];
                random.nextBytes(array);
                String text = Base64.getUrlEncoder().withoutPadding().encodeToString(array);

                assertThat(ByteString.copyOf(array).toBase64Url()).isEqualTo(text);
                assertThat(ByteString.fromBase64Url(text)).isEqualTo(ByteString.copyOf(array));
            }
        }

        @Test
        void readsAPartOfAnArray() throws Exception {
            byte[] text = "\"_-8\"".getBytes(StandardCharsets.US_ASCII);

            assertThat(ByteString.fromBase64Url(text, 1, 4)).isEqualTo(ByteString.fromHex("ffef"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "A",
                    "AAAAA",
                    "AA=",
                    "AA==",
                    "AAA=",
                    "=",
                    "====",
                    "AAAA=",
                    "A=AA",
                    "AB",
                    "AAB",
                    "AA+A",
                    "AA/A",
                    "AA A",
                    " AAA",
                    "AAA\n",
                    "AAAA\r\n",
                    "AA\u0000A",
                    "ＡＡＡＡ",
                    "AA\u0141A",
                    "AA.A",
                    "é",
                    "AAAA\uD83D"
                })
        void refusesEveryOtherText(String text) {
            assertThatThrownBy(() -> ByteString.fromBase64Url(text))
                    .isInstanceOfSatisfying(
                            MalformedException.class,
                            e -> assertThat(e.format()).isEqualTo(Format.BASE64URL));
        }

        @Test
        void hasOneTextForEachValue() throws Exception {
            String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            int accepted = 0;
            for (char first : alphabet.toCharArray()) {
                for (char second : alphabet.toCharArray()) {
                    String text = "" + first + second;
                    try {
                        assertThat(ByteString.fromBase64Url(text).toBase64Url()).isEqualTo(text);
                        accepted++;
                    } catch (MalformedException e) {
                        assertThat(e.place()).isEqualTo("@1");
                    }
                }
            }
            assertThat(accepted).isEqualTo(256);
        }

        @Test
        void tellsWhereTheFaultIs() {
            assertThatThrownBy(() -> ByteString.fromBase64Url("AAAAA*AA"))
                    .hasMessage("Malformed base64url at @5: a character outside the alphabet");
        }
    }

    @Nested
    class InUtf8 {
        @ParameterizedTest
        @ValueSource(strings = {"", "a", "ä", "€", "😀", "a\u0000b", "?", "??é?"})
        void goesThereAndBack(String text) throws Exception {
            assertThat(ByteString.ofUtf8(text).toUtf8()).isEqualTo(text);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\uD83D", "\uDE00", "a\uDE00\uD83Db", "?\uD83D"})
        void hasNoBytesForHalfAPair(String text) {
            assertThatIllegalArgumentException().isThrownBy(() -> ByteString.ofUtf8(text));
        }

        @ParameterizedTest
        @CsvSource({
            "80,0",
            "61ff,1",
            "c080,0",
            "c1bf,0",
            "c2,0",
            "61c2,1",
            "c241,0",
            "e08080,0",
            "e09fbf,0",
            "eda080,0",
            "edbfbf,0",
            "e282,0",
            "e28228,0",
            "f0808080,0",
            "f08fbfbf,0",
            "f4908080,0",
            "f5808080,0",
            "f09f98,0",
            "f09f9841,0",
            "fe,0",
            "c3a9e9,2"
        })
        void refusesWhatIsNoSequence(String hex, int place) {
            assertThatThrownBy(() -> ByteString.fromHex(hex).toUtf8())
                    .isInstanceOfSatisfying(
                            MalformedException.class, e -> assertThat(e.place()).isEqualTo("@" + place));
        }

        @Test
        @Tag("once")
        void agreesWithThePlatformAboutEverySequenceOfThreeBytes() {
            CharsetDecoder platform = StandardCharsets.UTF_8.newDecoder();
            for (int number = 0x7F0000; number <= 0xFFFFFF; number += 7) {
                byte[] bytes = {(byte) (number >> 16), (byte) (number >> 8), (byte) number};
                boolean valid;
                try {
                    platform.decode(ByteBuffer.wrap(bytes));
                    valid = true;
                } catch (CharacterCodingException e) {
                    valid = false;
                }
                assertThat(Utf8.firstInvalid(bytes, 0, 3) < 0).isEqualTo(valid);
            }
        }
    }

    @Test
    void placesAFailureInItsSurroundings() {
        MalformedException failure = new MalformedException(Format.CBOR, "@7", "odd");

        assertThat(failure.in("x5c[1]").in("attStmt")).hasMessage("Malformed CBOR at attStmt.x5c[1]@7: odd");
        assertThat(new MalformedException(Format.DER, "", "odd").in("a").place())
                .isEqualTo("a");
    }
}
