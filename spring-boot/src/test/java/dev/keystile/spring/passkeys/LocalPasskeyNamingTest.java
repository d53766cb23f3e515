package dev.keystile.spring.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.passkeys.PasskeyNaming;
import dev.keystile.passkeys.account.PasskeyKind;
import dev.keystile.passkeys.account.PasskeyName;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.StaticMessageSource;

class LocalPasskeyNamingTest {

    private final StaticMessageSource applications = new StaticMessageSource();
    private final PasskeyNaming naming = new LocalPasskeyNaming(applications);

    private String name(PasskeyKind kind, String language) {
        LocaleContextHolder.setLocale(Locale.forLanguageTag(language));
        return naming.of(kind).value();
    }

    @AfterEach
    void leave() {
        LocaleContextHolder.resetLocaleContext();
    }

    @ParameterizedTest
    @CsvSource({
        "en,SYNCED,Synced passkey",
        "en-GB,DEVICE,Device passkey",
        "fr,SECURITY_KEY,Security key",
        "en,UNKNOWN,Passkey",
        "de,SYNCED,Synchronisierter Passkey",
        "de-AT,DEVICE,Geräte-Passkey",
        "de,SECURITY_KEY,Sicherheitsschlüssel",
        "de,UNKNOWN,Passkey"
    })
    void saysWhatItIsInTheLanguageOfTheRequest(String language, PasskeyKind kind, String name) {
        assertThat(name(kind, language)).isEqualTo(name);
    }

    @ParameterizedTest
    @EnumSource
    void isTheSameInEnglishAsWithoutASpringApplication(PasskeyKind kind) {
        assertThat(name(kind, "en")).isEqualTo(PasskeyNaming.english().of(kind).value());
    }

    @Test
    void takesTheApplicationsWords() {
        applications.addMessage("keystile.passkey-name.synced", Locale.FRENCH, "Clé synchronisée");

        assertThat(name(PasskeyKind.SYNCED, "fr")).isEqualTo("Clé synchronisée");
        assertThat(name(PasskeyKind.DEVICE, "fr")).isEqualTo("Device passkey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u202Eb"})
    void leavesWordsThatAreNoName(String words) {
        applications.addMessage("keystile.passkey-name.synced", Locale.GERMAN, words);
        applications.addMessage(
                "keystile.passkey-name.device", Locale.GERMAN, "x".repeat(PasskeyName.MAXIMUM_LENGTH + 1));

        assertThat(name(PasskeyKind.SYNCED, "de")).isEqualTo("Synchronisierter Passkey");
        assertThat(name(PasskeyKind.DEVICE, "de")).isEqualTo("Geräte-Passkey");
    }
}
