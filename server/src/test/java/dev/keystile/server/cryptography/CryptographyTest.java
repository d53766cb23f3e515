package dev.keystile.server.cryptography;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.webauthn.cose.SignatureSuite;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CryptographyTest {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(CryptographyConfiguration.class);

    @Test
    void saysAtTheStartWhichProviderItRunsOn(CapturedOutput output) {
        String expected = NativeProvider.find().map(Provider::getName).orElse("the Java platform's own providers");

        application.run(context -> assertThat(output).contains("Signatures are verified by " + expected + "."));
    }

    @Test
    void runsOnThePlatformWhenASettingSaysSo(CapturedOutput output) {
        application
                .withPropertyValues("keystile.signatures.provider=platform")
                .run(context ->
                        assertThat(output).contains("Signatures are verified by the Java platform's own providers."));
    }

    @Test
    void verifiesWhateverThePlatformCanWithAnyProvider() {
        SignatureSuite platform = SignatureSuite.platform();

        assertThat(CryptographyConfiguration.suite(NativeProvider.find()).supported())
                .containsAll(platform.supported());
        assertThat(CryptographyConfiguration.suite(Optional.empty()).supported())
                .isEqualTo(platform.supported());
    }

    @Test
    void leavesTheProvidersOfTheJvmAsTheyAre() {
        Provider[] before = Security.getProviders();

        application.run(context -> assertThat(context).hasSingleBean(SignatureSuite.class));

        assertThat(Arrays.asList(Security.getProviders())).isEqualTo(Arrays.asList(before));
    }
}
