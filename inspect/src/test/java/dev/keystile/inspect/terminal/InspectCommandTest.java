package dev.keystile.inspect.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    private static final String OPTIONS =
            "{\"challenge\": \"AAECAwQFBgcICQoLDA0ODw\", \"rpId\": \"example.org\", \"timeout\": 60000}";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(String input, String... arguments) {
        return new InspectCommand(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(arguments);
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void showsFieldsBelowEachOther() {
        assertThat(run("", OPTIONS)).isEqualTo(InspectCommand.SHOWN);

        assertThat(shown()).isEqualTo("""
                PublicKeyCredentialRequestOptionsJSON (JSON)

                challenge         000102030405060708090a0b0c0d0e0f  16 bytes
                rpId              example.org
                timeout           60000  ms: 1 min
                allowCredentials  (none)  any discoverable credential of the RP ID

                Shown as it says, not as it is: nothing was verified. Nothing left this computer.
                """);
        assertThat(said()).isEmpty();
    }

    @Test
    void readsFilesAndWhatIsPipedIn() throws Exception {
        Path file = Files.writeString(folder.resolve("options.json"), OPTIONS);

        assertThat(run("", file.toString())).isEqualTo(InspectCommand.SHOWN);
        String ofFile = shown();
        out.reset();
        assertThat(run(OPTIONS, "-")).isEqualTo(InspectCommand.SHOWN);
        assertThat(shown()).isEqualTo(ofFile);
    }

    @Test
    void breaksLongLines() {
        assertThat(run("", "--width", "40", OPTIONS)).isEqualTo(InspectCommand.SHOWN);

        assertThat(shown().lines().filter(line -> !line.startsWith("Shown")).toList())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(46))
                .contains("challenge         000102030405060708090a0b", "                  0c0d0e0f  16 bytes");
    }

    @Test
    void colorsOnlyWhenAsked() {
        run("", OPTIONS);
        assertThat(shown()).doesNotContain("\033");
        out.reset();
        run("", "--color", OPTIONS);
        assertThat(shown()).contains("\033[1m", "\033[0m");
    }

    @Test
    void showsWhatIsWrongAmongTheRest() {
        assertThat(run("", "{\"challenge\": \"AA\"}")).isEqualTo(InspectCommand.SHOWN);
        assertThat(shown()).contains("\n! challenge: has fewer than the 16 bytes that L3 §13.4.3 wants\n");
    }

    @Test
    void saysThatNothingWasRecognised() {
        assertThat(run("", "no/such/file")).isEqualTo(InspectCommand.NOT_RECOGNISED);
        assertThat(said()).contains("Nothing known to WebAuthn was recognised, and there is no file of that name.");
        assertThat(run("", "--as", "aaguid", "AAAA")).isEqualTo(InspectCommand.NOT_RECOGNISED);
        assertThat(said()).contains("Not a single field of aaguid could be read.");
        assertThat(shown()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithTheCommandLine() {
        assertThat(run("")).isEqualTo(InspectCommand.USAGE);
        assertThat(run("", "a", "b")).isEqualTo(InspectCommand.USAGE);
        assertThat(run("", "--as")).isEqualTo(InspectCommand.USAGE);
        assertThat(run("", "--as", "\033[31m", "x")).isEqualTo(InspectCommand.USAGE);
        assertThat(run("", "--width", "0", "x")).isEqualTo(InspectCommand.USAGE);
        assertThat(run("", "--nothing", "x")).isEqualTo(InspectCommand.USAGE);
        assertThat(said())
                .contains(
                        "There is nothing to inspect.",
                        "One object at a time",
                        "--as needs a value.",
                        "There is no kind ?[31m.",
                        "--width is a number",
                        "There is no option --nothing.")
                .doesNotContain("\033");
        assertThat(shown()).isEmpty();
    }

    @Test
    void helps() {
        assertThat(run("", "--help")).isEqualTo(InspectCommand.SHOWN);
        assertThat(shown()).contains("keystile inspect [--as KIND]", "attestation-object", "Exit code: 0 shown");
    }

    @Test
    void takesWhatItIsTold() {
        assertThat(run("", "--as", "cbor", "01")).isEqualTo(InspectCommand.SHOWN);
        assertThat(shown()).startsWith("CBOR (hexadecimal)\n\n1\n");
    }
}
